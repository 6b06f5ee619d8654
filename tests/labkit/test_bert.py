"""BERT without a network, tiny ones for tests, and the instruments for fine-tuning."""

import warnings

import pytest
import torch
from labkit import bert, data
from labkit import instruments_bert as kit
from torch import nn


class TestLoadBert:
    def test_the_small_one_says_what_it_is(self, capfd):
        tokenizer, encoder = data.load_bert()
        out, err = capfd.readouterr()
        assert "MiniLM" in out
        assert "6 layers, hidden size 384" in out
        assert err == ""
        assert not encoder.training
        assert tokenizer.tokenize("regolith") == ["reg", "##oli", "##th"]
        near, far = (
            encoder(
                **tokenizer(["It is good.", other], return_tensors="pt", padding=True)
            ).last_hidden_state.mean(1)
            for other in ("It is great.", "Seven wheels turned.")
        )
        assert torch.cosine_similarity(near[:1], near[1:]) > torch.cosine_similarity(far[:1], far[1:])

    def test_what_is_not_cached_is_named(self, monkeypatch, tmp_path):
        monkeypatch.setitem(bert.HUB, "bert", str(tmp_path / "nothing"))
        with pytest.raises(bert.BertMissing, match="load_bert\\('minilm'\\)"):
            bert.load_bert("bert")

    def test_another_name_is_refused(self):
        with pytest.raises(ValueError, match="minilm"):
            bert.load_bert("gpt")


class TestTinyOnes:
    def test_tokenizer_knows_words_and_letters(self):
        tokenizer = bert.tiny_tokenizer()
        assert tokenizer.tokenize("Unbelievable rover") == ["un", "##believ", "##able", "rover"]
        assert "[UNK]" not in tokenizer.tokenize("xylophone 42")
        assert tokenizer.get_vocab() == bert.tiny_vocab()

    @pytest.mark.parametrize("make", [bert.tiny_classifier, bert.tiny_distilbert])
    def test_classifiers_take_batches_and_texts(self, make):
        model = make(layers=1, labels=3)
        assert model(**bert.tiny_batch(4, labels=3)).logits.shape == (4, 3)
        z = bert.predict(model.train(), bert.tiny_tokenizer(), ["a good rover", "not good at all, never"])
        assert z.shape == (2, 3)
        assert model.training

    def test_predict_takes_what_models_return(self):
        class Model(nn.Module):
            def __init__(self, wrap):
                super().__init__()
                self.w, self.wrap = nn.Parameter(torch.ones(())), wrap

            def forward(self, input_ids, **more):
                n = more["attention_mask"].sum(dim=1)
                return self.wrap(torch.stack([n, -n], dim=1) * self.w)

        texts = ["good", "good good good", "good good"]
        for wrap in (lambda z: z, lambda z: (z,), lambda z: {"logits": z}, lambda z: kit.Output(logits=z)):
            z = bert.predict(Model(wrap), bert.tiny_tokenizer(), texts)
            assert z[:, 0].tolist() == [3, 5, 4]


class Rows:
    """A data set; `change` is what it does to each row."""

    def __init__(self, encodings, labels, change=lambda row: row):
        self.encodings, self.labels, self.change = encodings, labels, change

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, i):
        return {**{k: self.change(v[i]) for k, v in self.encodings.items()}, "labels": self.labels[i]}


@pytest.mark.parametrize(
    ("change", "moves"),
    [
        (lambda row: row, 0),
        (lambda row: row.clone().detach().to(torch.int64).long(), 0),
        (lambda row: torch.tensor(row), 0),
        (lambda row: row.to("cpu"), 6),
        (lambda row: row.to(device=torch.device("cpu")), 6),
    ],
)
def test_moves_are_counted(change, moves):
    encodings = {"input_ids": torch.ones(4, 5).long(), "attention_mask": torch.ones(4, 5).long()}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert kit.moves_of(lambda e, y: Rows(e, y, change), encodings, [0, 1, 0, 1]) == moves
    assert [len(batch["labels"]) for batch in kit.collated(Rows(encodings, [0, 1, 0, 1]), 3)] == [3, 1]


def test_optimizers_are_read():
    model = bert.tiny_classifier(1)
    groups = [{"params": [p], "weight_decay": 0.1 * (p.ndim > 1)} for p in model.classifier.parameters()]
    optimizer = torch.optim.AdamW([*groups, {"params": [nn.Parameter(torch.ones(1))]}], lr=1.0)
    seen = kit.groups_of(model, optimizer)
    assert seen == {
        "decay": {"classifier.weight": 0.1, "classifier.bias": 0.0},
        "twice": 0,
        "strangers": 1,
        "adamw": True,
    }
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: 1 / (k + 1))
    assert kit.lr_curve(optimizer, schedule, 3) == [[1.0] * 3, [0.5] * 3, [1 / 3] * 3]


def test_scripted_reviewer_has_the_losses_of_its_script():
    model, train, val, optimizer, scheduler = kit.scripted_fit([0.9, 0.4], batches=2)
    saved = []
    for epoch in (1, 2):
        for batch in train:
            model.train()
            optimizer.zero_grad()
            output = model(**{key: value.to(kit.device()) for key, value in batch.items()})
            output.loss.backward()
            optimizer.step()
            scheduler.step()
        model.eval()
        with torch.no_grad():
            loss = model(**{key: value.to(kit.device()) for key, value in val[0].items()}).loss
        assert loss.item() == pytest.approx([0.9, 0.4][epoch - 1], abs=1e-5)
        assert (model.epoch(), model.epochs_run()) == (epoch, epoch)
        saved.append({key: value.clone() for key, value in model.state_dict().items()})
    model.load_state_dict(saved[0])
    assert (model.epoch(), model.epochs_run()) == (1, 2)
    assert model.trained == [True] * 4
    assert model.passes == [True, True, False, True, True, False]
    assert optimizer.count == 4
