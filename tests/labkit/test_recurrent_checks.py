"""Checks of recurrent networks' training, and the probes of the lab: each can pass and each can fail."""

import pytest
import torch
from labkit import checks, rnn_probes
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits as bce

X = torch.tensor([[1, 2, 3], [3, 4, 4], [5, 1, 1], [2, 2, 2]])
Y = torch.tensor([0, 1, 1, 0])


def fails(words: str):
    return pytest.raises(AssertionError, match=words)


def loss_of(scale):
    def loss(w):
        return bce(scale * (w["first"][X] + 3 * w["second"][X]).sum(dim=1), Y.to(w["first"].dtype))

    return loss


def stepper(model, clip=None, after=False, by_value=False, each=False, always=False, total=False):
    def step():
        optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
        ((len(X) if total else 1) * bce(model(X), Y.float())).backward()
        if by_value:
            nn.utils.clip_grad_value_(model.parameters(), clip)
        elif each:
            for p in model.parameters():
                nn.utils.clip_grad_norm_([p], clip)
        elif always:
            norm = torch.stack([p.grad.norm() for p in model.parameters()]).norm()
            for p in model.parameters():
                p.grad.mul_(clip / norm)
        elif clip and not after:
            nn.utils.clip_grad_norm_(model.parameters(), clip)
        optimizer.step()
        if after:
            nn.utils.clip_grad_norm_(model.parameters(), clip)

    return step


class TestClipNormRespected:
    def check(self, scale, clip=0.5, **how):
        model = rnn_probes.TwoTables(6, scale)
        checks.clip_norm_respected(model, stepper(model, clip, **how), loss_of(scale), clip=clip)

    def test_should_pass(self):
        for scale in (1e-2, 1.0, 100.0):
            self.check(scale)
        self.check(100.0, total=True)  # the loss may be a sum

    def test_not_clipped_should_fail(self):
        model = rnn_probes.TwoTables(6, 100.0)
        with fails("before `step"):
            checks.clip_norm_respected(model, stepper(model), loss_of(100.0), clip=0.5)

    def test_clipped_after_the_step_should_fail(self):
        with fails("before `step"):
            self.check(100.0, after=True)

    def test_clipped_by_value_should_fail(self):
        with fails("all gradients together|points another way"):
            self.check(100.0, by_value=True)

    def test_each_tensor_clipped_should_fail(self):
        with fails("all gradients together"):
            self.check(100.0, each=True)

    def test_always_scaled_should_fail(self):
        with fails("stays as it is"):
            self.check(1e-2, always=True)

    def test_no_step_should_fail(self):
        model = rnn_probes.TwoTables(6)
        with fails("do not move"):
            checks.clip_norm_respected(model, lambda: None, loss_of(1.0), clip=0.5)

    def test_another_direction_should_fail(self):
        model = rnn_probes.TwoTables(6, 100.0)
        with fails("another way"):
            checks.clip_norm_respected(
                model, stepper(model, 0.5), lambda w: -loss_of(100.0)(w) + 40 * w["first"][1], clip=0.5
            )


class Reader(nn.Module):
    def __init__(self, table, freeze=True, reset=False, detach=False):
        super().__init__()
        self.embedding = nn.Embedding.from_pretrained(table.clone(), freeze=freeze)
        if reset:
            self.embedding.reset_parameters()
        self.out, self.cut = nn.Linear(table.shape[1], 1), detach

    def forward(self, x):
        e = self.embedding(x)
        return self.out((e.detach() if self.cut else e).mean(dim=1)).squeeze(1)


class TestVectorsFrozen:
    table = torch.arange(35.0).reshape(7, 5) / 10

    def test_should_pass(self):
        checks.vectors_frozen(Reader(self.table), self.table, X, Y)
        checks.vectors_frozen(Reader(self.table, freeze=False, detach=True), self.table, X, Y)
        checks.vectors_frozen(Reader(self.table, freeze=False), self.table, X, Y, frozen=False)

    def test_padding_row_may_be_anything(self):
        table = self.table.clone()
        table[0] = 9
        checks.vectors_frozen(Reader(table), self.table, X, Y)

    def test_trainable_should_fail(self):
        with fails("Training changes the vectors"):
            checks.vectors_frozen(Reader(self.table, freeze=False), self.table, X, Y)

    def test_frozen_should_fail(self):
        with fails("raining leaves the vectors"):
            checks.vectors_frozen(Reader(self.table), self.table, X, Y, frozen=False)

    def test_other_vectors_should_fail(self):
        with fails("holds other vectors"):
            checks.vectors_frozen(Reader(self.table, reset=True), self.table, X, Y)

    def test_no_table_should_fail(self):
        with fails("no table of 9 × 5"):
            checks.vectors_frozen(Reader(self.table), torch.rand(9, 5), X, Y)


class TestCheckpointIsBest:
    def test_should_pass(self, tmp_path):
        model, path = nn.Linear(2, 1), tmp_path / "best.pt"
        for content in (model.state_dict(), {"epoch": 3, "model": model.state_dict()}, model):
            torch.save(content, path)
            checks.checkpoint_is_best(path, model.state_dict())

    def test_no_file_should_fail(self, tmp_path):
        with fails("no file that torch.load reads"):
            checks.checkpoint_is_best(tmp_path / "none.pt", {})
        (tmp_path / "text.pt").write_text("hello")
        with fails("no file that torch.load reads"):
            checks.checkpoint_is_best(tmp_path / "text.pt", {})
        torch.save([1, 2], tmp_path / "list.pt")
        with fails("no file that torch.load reads"):
            checks.checkpoint_is_best(tmp_path / "list.pt", {})

    def test_other_weights_should_fail(self, tmp_path):
        model = nn.Linear(2, 1)
        torch.save(model.state_dict(), tmp_path / "best.pt")
        other = {key: value + 1 for key, value in model.state_dict().items()}
        with fails("those of the best epoch"):
            checks.checkpoint_is_best(tmp_path / "best.pt", other)

    def test_missing_weights_should_fail(self, tmp_path):
        model = nn.Linear(2, 1)
        torch.save({"weight": model.weight}, tmp_path / "best.pt")
        with fails("lacks some"):
            checks.checkpoint_is_best(tmp_path / "best.pt", model.state_dict())


def test_scripted_reader_has_the_losses_of_the_script():
    model, train, val = rnn_probes.scripted([0.9, 0.4], [0.3, 0.2])
    optimizer = torch.optim.SGD([model.steps], lr=1.0)
    for epoch, (loss, train_loss) in enumerate([(0.9, 0.3), (0.4, 0.2)], start=1):
        for x, y in train:
            bce(model(x), y.float()).backward()
            optimizer.step()
        assert model.epoch() == model.epochs_run() == epoch
        for loader, wanted in ((val, loss), (train, train_loss)):
            for x, y in loader:
                assert abs(bce(model(x), y.float()).item() - wanted) < 1e-5


def test_validating_is_no_epoch():
    model, _, val = rnn_probes.scripted([0.9, 0.4])
    for x, y in val:
        bce(model(x), y.float()).backward()
    assert model.epochs_run() == 0


def test_training_notes():
    model = rnn_probes.TrainingNotes(rnn_probes.TwoTables(6))
    bce(model(X), Y.float()).backward()
    model.eval()
    bce(model(X[:2]), Y[:2].float()).backward()
    with torch.no_grad():
        model(X)
    assert (model.modes, model.clean) == ([True, False], [True, False])
    assert model.firsts == [1, 3, 5, 2, 1, 3]


def test_fixed_scores_answer_by_the_first_id():
    model = rnn_probes.FixedScores(torch.arange(6.0))
    assert model(X).tolist() == [1, 3, 5, 2]
    bce(model(X), Y.float()).backward()
    assert float(model.shift.grad) != 0
    with torch.no_grad():
        model.shift += 1
    assert model(X).tolist() == [1, 3, 5, 2]


def test_step_notes():
    model = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1))
    model[0].requires_grad_(False)
    notes = rnn_probes.StepNotes()
    torch.optim.AdamW(model.parameters(), lr=0.1).step()
    torch.optim.SGD(model[1].parameters(), lr=0.2).step()
    notes.stop()
    torch.optim.SGD(model[1].parameters(), lr=0.3).step()
    assert (notes.names, notes.rates, notes.frozen) == (["AdamW", "SGD"], [[0.1], [0.2]], [2, 0])


def test_groups_of_tells_where_parameters_are():
    table = torch.rand(7, 5)
    model = Reader(table)
    optimizer = rnn_probes.optimizer_for(model, 0.1)
    assert rnn_probes.groups_of(model, optimizer, table) == {
        "table": [],
        "others": [0.1, 0.1],
        "missing": [],
        "trainable": [False],
    }
    model.requires_grad_(True)
    assert rnn_probes.groups_of(model, optimizer, table)["missing"] == ["embedding.weight"]
    optimizer.add_param_group({"params": [model.embedding.weight], "lr": 0.2})
    assert rnn_probes.groups_of(model, optimizer, table)["table"] == [0.2]
    assert len(rnn_probes.optimizer_for(Reader(table), 0.1, everything=True).param_groups[0]["params"]) == 3


def test_enlarged_outputs_are_those_of_new_models():
    table = torch.rand(7, 5) - 0.5
    outputs = rnn_probes.enlarged_outputs(Reader, [table], X, 6)
    assert outputs.shape == (6, 4)
    assert float(outputs.abs().max()) > 2
    assert len(outputs.unique(dim=0)) == 6
