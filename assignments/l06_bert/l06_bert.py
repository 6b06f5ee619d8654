# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [raw]
# # ASSIGNMENT CONFIG
# name: l06_bert
# init_cell: true
# tests:
#   ok_format: false
#   files: true
# strip_solutions_from_all_cells: true
# show_question_points: true
# export_cell:
#   pdf: false
#   run_tests: false
#   instructions: Save the notebook, run this cell, and hand in the zip file that it makes.

# %% [markdown]
# # Fine-tuning BERT
#
# The shop that equips trips to Mars gets more reviews than anyone can read. Does a customer like the thing or not? Words
# alone do not say:
#
# > *Pathetic, but not for long: after a week the tent was lovely.* → likes it
# >
# > *The tent isn't lovely.* → does not
#
# A network that starts from nothing needs many examples to learn what *not* does. **BERT** has read billions of words
# before it sees its first review: it was trained to guess words that were blanked out (Devlin, Chang, Lee, Toutanova
# 2019). What it knows about language sits in its weights, and you only teach it the task. That is **fine-tuning**:
#
# texts → word pieces → ids and mask → **encoder → head** → logits
#
# In this lab you write each step around a real BERT, a small one with six layers, and compare two ways to fine-tune: with
# the encoder **frozen**, in seconds, and with all weights trained, in minutes. You need about two hours. Run the check
# below a question as often as you like; further, hidden tests look at the idea when you hand in.

# %%
import csv
import time

import labkit
import labkit.data
import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, Dataset
from transformers.modeling_outputs import SequenceClassifierOutput

labkit.seed_everything(0)
device = labkit.device()

# %% [markdown]
# ## Encoder, tokenizer, reviews
#
# `load_bert()` loads MiniLM, a BERT of which 12 layers were distilled to 6 (Wang et al. 2020). It ships with the course,
# so nothing is downloaded. Where Hugging Face has the larger ones in its cache, `load_bert("distilbert")` and
# `load_bert("bert")` load those; everything below works with them, too, only slower.

# %%
tokenizer, encoder = labkit.data.load_bert()


def read_reviews(path):
    """The reviews of a CSV file and their labels, 1 where the customer likes it."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row["text"] for row in rows], [int(row["label"]) for row in rows]


texts, labels = read_reviews("data/train.csv")
val_texts, val_labels = read_reviews("data/validation.csv")
print(f"{len(texts)} reviews to train on, {np.mean(labels):.0%} positive; {len(val_texts)} for validation")
for text, label in list(zip(texts, labels, strict=True))[:6]:
    print(label, text)

# %% [markdown]
# Words of praise and of blame are as frequent in one class as in the other, and about one label in 25 is wrong: someone
# clicked the wrong face.

# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 2

# %% [markdown]
# ### Question 1: ids and a mask
#
# BERT takes a rectangle of ids. Each text becomes the ids of its word pieces between two special tokens,
#
# $$\texttt{[CLS]}\; w_1\; w_2 \cdots w_n\; \texttt{[SEP]}\; \texttt{[PAD]} \cdots \texttt{[PAD]},$$
#
# and an **attention mask** says which of them are text (1) and which padding (0): attention then gives padding no weight.
#
# Write `tokenize(texts, tokenizer, max_length=128)`, which returns a dict (or what the tokenizer returns, which is as
# good) of `int64` tensors of shape `(N, max_length)` for a list of N texts:
#
# - `input_ids` and `attention_mask`, and `token_type_ids` where the tokenizer gives them;
# - longer texts are **truncated** to `max_length` ids, special tokens included, shorter ones **padded** to it, even if no
#   text is that long.
#
# The tokenizer can do all of it in one call: look at the arguments `padding`, `truncation`, `max_length` and
# `return_tensors`.

# %% [raw]
# # BEGIN SOLUTION


# %%
def tokenize(texts, tokenizer, max_length=128):
    """Ids and attention mask of texts, each int64 (N, max_length)."""
    # BEGIN SOLUTION
    return tokenizer(
        list(texts), padding="max_length", truncation=True, max_length=max_length, return_tensors="pt"
    )
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: Tensors of whole numbers, one row for each text.
"""  # END TEST CONFIG


def test_a_rectangle_of_ids(tokenize, tokenizer):
    from labkit import checks

    checks.exists(tokenize, "tokenize")
    called = "tokenize(texts, tokenizer, max_length=16)"
    result = checks.call(tokenize, ["A good tent.", "Not good!"], tokenizer, max_length=16, called=called)
    checks.exists(result, called)
    for key in ("input_ids", "attention_mask"):
        assert key in result, f"{called} should hold {key}."
        checks.shape(result[key], (2, 16), name=key, why="two texts, each padded to 16 ids")
        checks.dtype(result[key], "int64", name=key)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the size of the rectangle and at the mask.
"""  # END TEST CONFIG


def test_padded_to_max_length(tokenize):
    import random

    from labkit import bert, checks, there

    checks.exists(tokenize, "tokenize")
    tokenizer = there("labkit.bert").tiny_tokenizer()
    words = bert.WORDS.split()
    texts = [" ".join(random.choices(words, k=k)) for k in (3, 9, 1, 6)]
    for max_length in (24, 128):
        more = {} if max_length == 128 else {"max_length": max_length}  # 128 is the default
        result = checks.call(tokenize, texts, tokenizer, called="tokenize(texts, tokenizer)", **more)
        checks.attention_mask_matches_padding(result, length=max_length, name="tokenize(texts, tokenizer)")
        for key, value in result.items():
            checks.shape(
                value, (4, max_length), name=key, why="padded to max_length, not to the longest text"
            )
            checks.dtype(value, "int64", name=key, why="embeddings are looked up by whole numbers")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at texts that are too long.
"""  # END TEST CONFIG


def test_long_texts_are_truncated(tokenize):
    import random

    from labkit import bert, checks, there

    checks.exists(tokenize, "tokenize")
    tokenizer = there("labkit.bert").tiny_tokenizer()
    words = bert.WORDS.split()
    texts = [" ".join(random.choices(words, k=k)) for k in (200, 4, 30)]
    called = "tokenize(texts, tokenizer, max_length=20)"
    result = checks.call(tokenize, texts, tokenizer, max_length=20, called=called)
    checks.attention_mask_matches_padding(result, length=20, name=called)
    real = bert.tiny_tokenizer()(texts, truncation=True, max_length=20)["input_ids"]
    for got, want in zip(result["input_ids"].tolist(), real, strict=True):
        assert got[: len(want)] == want, (
            "A text of 200 words, cut to 20 ids, is not its beginning between [CLS] and [SEP], but should be: let the "
            "tokenizer truncate, for it keeps the special tokens."
        )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at how a text begins and ends.
"""  # END TEST CONFIG


def test_special_tokens_stand_around_each_text(tokenize):
    import random

    from labkit import bert, checks, there

    checks.exists(tokenize, "tokenize")
    tokenizer = there("labkit.bert").tiny_tokenizer()
    vocab, words = bert.tiny_vocab(), bert.WORDS.split()
    lengths = [random.randint(1, 12) for _ in range(5)]
    texts = [" ".join(random.choices(words, k=k)) for k in lengths]
    called = "tokenize(texts, tokenizer, max_length=16)"
    result = checks.call(tokenize, texts, tokenizer, max_length=16, called=called)
    checks.attention_mask_matches_padding(result, length=16, name=called)
    ids = result["input_ids"].tolist()
    first = sum(row[0] == vocab["[CLS]"] for row in ids)
    assert first == 5, f"{first} of 5 texts begin with [CLS], but all should: BERT was trained that way."
    last = sum(row[k + 1] == vocab["[SEP]"] for row, k in zip(ids, lengths, strict=True))
    assert last == 5, f"{last} of 5 texts end with [SEP], but all should."
    right = all(
        row[1 : k + 1] == [vocab[word] for word in text.split()]
        for row, text, k in zip(ids, texts, lengths, strict=True)
    )
    assert right, "Between [CLS] and [SEP] should stand the ids of the text's word pieces, in order."


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
encodings = tokenize(texts, tokenizer, max_length=48)
if encodings is None or encodings is ...:
    print("Answer question 1 first.")
else:
    ids = encodings["input_ids"][0]
    print(texts[0])
    print(tokenizer.convert_ids_to_tokens(ids.tolist())[:24])
    fig, ax = plt.subplots(figsize=(7, 3))
    ax.hist(encodings["attention_mask"].sum(dim=1).numpy(), bins=range(4, 49))
    ax.axvline(48, color="tab:red", linestyle=":", label="max_length")
    ax.set_xlabel("ids of a review")
    ax.set_ylabel("reviews")
    ax.legend()
    plt.show()

# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 2

# %% [markdown]
# ### Question 2: word pieces
#
# BERT's vocabulary has 30,522 entries, and every English word can be spelled with them: rare words are cut into
# **word pieces**. A piece that does not begin a word is marked by `##`. The cut is greedy: take the **longest** beginning
# of the word that is in the vocabulary, then the longest beginning of the rest (now with `##` before it), and so on:
#
# regolith → `reg` · `##oli` · `##th`
#
# If at some place no piece fits, the **whole word** becomes `[UNK]`.
#
# Write `wordpiece(word, vocab)`, which returns the list of pieces of one lower-case word. `vocab` is a dict whose keys are
# the pieces (`piece in vocab`). Write the loop yourself: the tokenizer is what you compare with afterwards.

# %% [raw]
# # BEGIN SOLUTION


# %%
def wordpiece(word, vocab):
    """The pieces of a word, each the longest that fits; ["[UNK]"] if some place fits none."""
    # BEGIN SOLUTION
    pieces, start = [], 0
    while start < len(word):
        mark = "##" if start else ""
        ends = range(len(word), start, -1)
        end = next((end for end in ends if mark + word[start:end] in vocab), None)
        if end is None:
            return ["[UNK]"]
        pieces.append(mark + word[start:end])
        start = end
    return pieces
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: A list of pieces, all but the first marked by ##.
"""  # END TEST CONFIG


def test_a_word_in_pieces(wordpiece):
    from labkit import checks

    checks.exists(wordpiece, "wordpiece")
    vocab = {"[UNK]": 0, "un": 1, "##help": 2, "##ful": 3, "rover": 4}
    for word, want in (("rover", ["rover"]), ("unhelpful", ["un", "##help", "##ful"])):
        called = f"wordpiece({word!r}, vocab)"
        result = checks.call(wordpiece, word, vocab, called=called)
        checks.exists(result, called)
        assert list(result) == want, f"{called} should be {want} for a vocabulary of {sorted(vocab)}."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at which piece is taken where several fit.
"""  # END TEST CONFIG


def test_the_longest_piece_is_taken(wordpiece):
    import random

    from labkit import checks

    checks.exists(wordpiece, "wordpiece")
    for _ in range(5):
        word = "".join(random.choices("abcde", k=10))
        a, b = sorted(random.sample(range(2, 9), 2))
        pieces = [word[:k] for k in range(1, a + 1)]
        pieces += ["##" + word[a:k] for k in range(a + 1, b + 1)]
        pieces += ["##" + word[b:k] for k in range(b + 1, 11)]
        pieces += ["##" + c for c in "abcde"]
        vocab = {piece: i for i, piece in enumerate(dict.fromkeys(["[UNK]", *pieces]))}
        want, start = [], 0
        while start < len(word):
            mark = "##" if start else ""
            end = max(k for k in range(start + 1, 11) if mark + word[start:k] in vocab)
            want.append(mark + word[start:end])
            start = end
        result = list(checks.call(wordpiece, word, vocab, called="wordpiece(word, vocab)") or [])
        assert result == want, (
            f"A word that needs {len(want)} pieces comes in {len(result)} or in others, but should come in {len(want)}: "
            "take the longest piece that fits at each place, and mark all but the first by ##."
        )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at words for which the vocabulary does not suffice.
"""  # END TEST CONFIG


def test_unknown_words_are_unk_as_a_whole(wordpiece):
    from labkit import checks

    checks.exists(wordpiece, "wordpiece")
    vocab = {p: i for i, p in enumerate(["[UNK]", "sol", "##ar", "##s", "over", "land", "un", "##do", "##a"])}
    known = list(checks.call(wordpiece, "solar", vocab, called="wordpiece(word, vocab)") or [])
    assert known == ["sol", "##ar"], "A word of two pieces should come in these two."
    for word, about in (
        ("solarx", "has a letter at its end that no piece covers"),
        ("xsolar", "begins with a letter that no piece covers"),
        ("unxdo", "has such a letter in the middle"),
        ("überland", "begins with a letter of another alphabet"),
    ):
        result = list(checks.call(wordpiece, word, vocab, called="wordpiece(word, vocab)") or [])
        assert result == ["[UNK]"], (
            f"A word that {about} gives {len(result)} pieces, but should give [UNK] once, for the whole word."
        )
    result = list(checks.call(wordpiece, "overland", vocab, called="wordpiece(word, vocab)") or [])
    assert result == ["[UNK]"], (
        "A word whose second part is in the vocabulary only without ## should be [UNK]: a piece that begins words is "
        "another entry than one that continues them."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Compare with tokenizer.tokenize(word).
"""  # END TEST CONFIG


def test_equals_the_tokenizer(wordpiece, tokenizer):
    import random

    from labkit import checks

    checks.exists(wordpiece, "wordpiece")
    words = "unbelievable overheating regolith spacesuits thermostatically habitation airlocks dustproof rechargeable"
    words = random.sample(
        [*words.split(), "hydroponics", "misaligned", "telescopic", "unscrewing", "rover"], 8
    )
    entries = tokenizer.get_vocab()
    for word in words:
        parts = {word[a:b] for a in range(len(word)) for b in range(a + 1, len(word) + 1)}
        vocab = {p: entries[p] for part in parts for p in (part, "##" + part) if p in entries}
        want = list(tokenizer.tokenize(word))
        called = "wordpiece(word, vocab)"
        result = list(checks.call(wordpiece, word, vocab | {"[UNK]": entries["[UNK]"]}, called=called) or [])
        assert result == want, (
            f"A word that the tokenizer cuts into {len(want)} pieces comes in {len(result)} or in others, but should come "
            "in the same: the longest piece first, ## before all but the first."
        )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
for word in ("unbelievable", "spacesuit", "thermostatically", "regolith"):
    pieces = wordpiece(word, tokenizer.get_vocab())
    same = "the same" if pieces == tokenizer.tokenize(word) else "differs"
    print(f"{word:18} {pieces}  {same}")

# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 1.5

# %% [markdown]
# ### Question 3: a data set
#
# A `DataLoader` asks a data set for one sample after the other and stacks them to batches. Write
# `class ReviewDataset(Dataset)`, made by `ReviewDataset(encodings, labels)` from the dict of tensors of question 1 and a
# list of labels:
#
# - `len(dataset)` is the number of reviews;
# - `dataset[i]` is a dict with row i of **each** entry of `encodings` (`input_ids`, `attention_mask`, …) and with
#   `"labels"`, a scalar tensor. All are `int64`: the cross-entropy takes no other labels, the embedding no other ids.
#
# Data stay on the CPU: the training step moves a whole batch to the model's device, once. A data set that moves each
# sample would do so a thousand times, and fill the GPU.

# %% [raw]
# # BEGIN SOLUTION


# %%
class ReviewDataset(Dataset):
    """Reviews as BERT takes them, one at a time, with their labels."""

    # BEGIN SOLUTION
    def __init__(self, encodings, labels):
        self.encodings, self.labels = encodings, torch.as_tensor(labels, dtype=torch.int64)

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, i):
        return {**{key: value[i] for key, value in self.encodings.items()}, "labels": self.labels[i]}

    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: A length, and a dict for each review.
"""  # END TEST CONFIG


def test_samples_are_dicts(ReviewDataset):
    from labkit import bert, checks

    checks.exists(ReviewDataset, "ReviewDataset")
    batch = bert.tiny_batch(5)
    labels = batch.pop("labels").tolist()
    dataset = checks.call(ReviewDataset, batch, labels, called="ReviewDataset(encodings, labels)")
    assert checks.call(len, dataset, called="len(dataset)") == 5, (
        "len(dataset) should be the number of reviews, 5."
    )
    sample = checks.call(lambda: dataset[2], called="dataset[2]")
    checks.exists(sample, "dataset[2]")
    for key in ("input_ids", "attention_mask", "labels"):
        assert key in sample, f"dataset[2] should hold {key}."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the dtype and the values of one sample.
"""  # END TEST CONFIG


def test_rows_and_labels_keep_together(ReviewDataset):
    import torch
    from labkit import bert, checks

    checks.exists(ReviewDataset, "ReviewDataset")
    batch = bert.tiny_batch(9)
    labels = batch.pop("labels")
    batch["token_type_ids"] = torch.zeros_like(batch["input_ids"])
    dataset = checks.call(ReviewDataset, batch, labels.tolist(), called="ReviewDataset(encodings, labels)")
    for i in (0, 3, 8):
        sample = checks.call(lambda i=i: dataset[i], called="dataset[i]")
        for key, value in (*batch.items(), ("labels", labels)):
            assert key in sample, f"dataset[i] should hold {key}."
            checks.shape(sample[key], tuple(value[i].shape), name=f"dataset[i][{key!r}]", why="row i alone")
            checks.dtype(sample[key], "int64", name=f"dataset[i][{key!r}]")
            same = sample[key].tolist() == value[i].tolist()
            assert same, f"dataset[i][{key!r}] differs from row i of what went in, but should be just that."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what a DataLoader makes of the data set, and where the tensors live.
"""  # END TEST CONFIG


def test_batches_stay_on_the_cpu(ReviewDataset):
    from labkit import bert, checks, there

    checks.exists(ReviewDataset, "ReviewDataset")
    batch = bert.tiny_batch(10)
    labels = batch.pop("labels").tolist()
    kit = there("labkit.instruments_bert")
    dataset = checks.call(ReviewDataset, batch, labels, called="ReviewDataset(encodings, labels)")
    batches = checks.call(kit.collated, dataset, 4, called="DataLoader(dataset, batch_size=4)")
    assert len(batches) == 3 and "labels" in batches[0], (
        f"A DataLoader makes {len(batches)} batches of 10 reviews, 4 at a time, but should make 3, with labels."
    )
    checks.shape(batches[0]["input_ids"], (4, 12), name="batch['input_ids']")
    checks.shape(batches[0]["labels"], (4,), name="batch['labels']", why="the label of a review is a scalar")
    checks.dtype(batches[0]["labels"], "int64", name="batch['labels']")
    moves = checks.call(kit.moves_of, ReviewDataset, batch, labels, called="ReviewDataset(encodings, labels)")
    assert moves == 0, (
        f"The data set sends tensors to a device {moves} times, but should never do so: the training step moves a whole "
        "batch at once."
    )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# ## Encoder and head
#
# Here is the model that you fine-tune. The encoder gives a vector for each word piece; their **mean** (without the
# padding) is the review's *features*, and a head with dropout and one linear layer makes two logits of them.


# %%
class Head(nn.Module):
    """The classification head: features (B, D) → logits (B, K), and the loss where labels are given."""

    def __init__(self, width, classes=2, p=0.1):
        super().__init__()
        self.drop, self.linear = nn.Dropout(p), nn.Linear(width, classes)

    def forward(self, features, labels=None):
        logits = self.linear(self.drop(features))
        loss = None if labels is None else F.cross_entropy(logits, labels)
        return SequenceClassifierOutput(loss=loss, logits=logits)


class ReviewModel(nn.Module):
    """A pretrained encoder and a new head on the mean of its word vectors."""

    def __init__(self, encoder, classes=2):
        super().__init__()
        self.bert = encoder
        self.classifier = Head(encoder.config.hidden_size, classes)

    @property
    def base_model(self):
        return self.bert

    def features(self, input_ids, attention_mask, **more):
        more.pop("token_type_ids", None)  # all 0 for single texts, which is BERT's default
        h = self.bert(
            input_ids=input_ids, attention_mask=attention_mask, **more
        ).last_hidden_state  # (B, T, D)
        mask = attention_mask.unsqueeze(-1).to(h.dtype)  # (B, T, 1)
        return (h * mask).sum(dim=1) / mask.sum(dim=1)  # (B, D)

    def forward(self, input_ids, attention_mask, labels=None, **more):
        return self.classifier(self.features(input_ids, attention_mask, **more), labels)


# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 2

# %% [markdown]
# ### Question 4: freeze the encoder
#
# A new head starts with random weights and sends random gradients into an encoder that knows better. So first train the
# head alone. Write `freeze_encoder(model)`, which sets `requires_grad` to `False` for every parameter but those of the
# **classification head**, and returns how many numbers remain to be trained (elements, not tensors).
#
# The head is what the model adds to the pretrained encoder. It is called `classifier`; Hugging Face's own
# `BertForSequenceClassification` names it so, too. BERT's **pooler** belongs to the encoder: it was pretrained. In the
# DistilBERT of Hugging Face the encoder is called `distilbert`, and `model.base_model` is the encoder in all of them. Models
# differ in depth, so do not count layers. Evaluation mode is another thing: it switches dropout off and freezes nothing.

# %% [raw]
# # BEGIN SOLUTION


# %%
def freeze_encoder(model):
    """Freezes all but the classification head; the number of trainable values that remain."""
    # BEGIN SOLUTION
    for name, p in model.named_parameters():
        p.requires_grad_("classifier" in name.split(".")[0])
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: The head is trained, other parameters are not.
"""  # END TEST CONFIG


def test_head_remains(freeze_encoder):
    from labkit import checks, there

    checks.exists(freeze_encoder, "freeze_encoder")
    model = there("labkit.bert").tiny_classifier(2)
    count = checks.call(freeze_encoder, model, called="freeze_encoder(model)")
    flags = {name: p.requires_grad for name, p in dict(model.named_parameters()).items()}
    assert flags["classifier.weight"] and not all(flags.values()), (
        f"{sum(flags.values())} of {len(flags)} parameters require gradients, but should be those of the head alone."
    )
    checks.number(
        count, name="freeze_encoder(model)", low=1, why="the number of values that remain to be trained"
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 1
failure_message: Look at which parameters require gradients, in models of any depth.
"""  # END TEST CONFIG


def test_only_the_head_is_trained(freeze_encoder):
    from labkit import checks, there

    checks.exists(freeze_encoder, "freeze_encoder")
    bert = there("labkit.bert")
    for layers, deep in ((1, False), (3, False), (2, True)):
        model = bert.tiny_classifier(layers, 3, deep_head=deep)
        count = checks.call(freeze_encoder, model, called="freeze_encoder(model)")
        why = "go by names or by model.base_model, not by the number of layers; the pooler is part of the encoder"
        checks.frozen_except(model, ["classifier"], name="model", why=why)
        rest = [p for p in dict(model.named_parameters()).values() if p.requires_grad]
        checks.number(count, name="freeze_encoder(model)")
        assert int(count) in (sum(p.numel() for p in rest), len(rest)), (
            "freeze_encoder(model) should return the number of values in the parameters that remain trainable."
        )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at a DistilBERT, whose encoder has another name.
"""  # END TEST CONFIG


def test_works_for_distilbert(freeze_encoder):
    from labkit import checks, there

    checks.exists(freeze_encoder, "freeze_encoder")
    bert = there("labkit.bert")
    checks.call(freeze_encoder, bert.tiny_classifier(2), called="freeze_encoder(model)")
    model = bert.tiny_distilbert(2)
    try:
        freeze_encoder(model)
    except AttributeError:  # an answer for models whose encoder is called `bert`
        model = bert.tiny_classifier(4)
        checks.call(freeze_encoder, model, called="freeze_encoder(model)")
    # the layer before DistilBERT's classifier is new, too: either way is right
    checks.frozen_except(model, ["classifier"], either=["pre_classifier"], name="model", why="a DistilBERT")


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 2.5

# %% [markdown]
# ### Question 5: optimizer and schedule
#
# Pretrained weights are good already, so steps are small, and the first ones smallest of all: until Adam has a sound
# estimate of the gradients' size, full steps would spoil what was learnt. The learning rate **warms up** in a line over
# the first share $w$ of all $T$ steps, and then falls in a line to 0:
#
# $$\eta_t = \eta \cdot \begin{cases} t / (wT) & t < wT \\ (T - t) / (T - wT) & t \ge wT \end{cases}$$
#
# Write `make_optimizer(model, total_steps, lr=2e-5, warmup=0.1)`, which returns `(optimizer, scheduler)`:
#
# - `torch.optim.AdamW` with weight decay (0.01, say) for weight matrices, but **none for biases and LayerNorm**: pulling
#   these towards 0 regularizes nothing;
# - it holds the **trainable** parameters only, each once;
# - a scheduler whose `step()` is called once after **each optimizer step** (not each epoch); `total_steps` counts these.
#
# `transformers.get_linear_schedule_with_warmup` and `torch.optim.lr_scheduler.LambdaLR` both do the job.

# %% [raw]
# # BEGIN SOLUTION


# %%
def make_optimizer(model, total_steps, lr=2e-5, warmup=0.1):
    """AdamW for the trainable parameters, and a schedule of its rate: a line up, a line down."""
    # BEGIN SOLUTION
    decay, plain = [], []
    for name, p in model.named_parameters():
        if p.requires_grad:
            free = name.endswith("bias") or "layernorm" in name.lower().replace("_", "")
            (plain if free else decay).append(p)
    groups = [{"params": decay, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=lr)
    rise = max(1, round(warmup * total_steps))

    def factor(t):
        return t / rise if t < rise else max(0.0, (total_steps - t) / max(1, total_steps - rise))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, factor)
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: An AdamW and a scheduler.
"""  # END TEST CONFIG


def test_an_adamw_and_a_schedule(make_optimizer):
    from labkit import checks, there

    checks.exists(make_optimizer, "make_optimizer")
    model = there("labkit.bert").tiny_classifier(1)
    called = "make_optimizer(model, 50)"
    result = checks.call(make_optimizer, model, 50, called=called)
    checks.exists(result, called)
    assert checks.call(len, result, called="len(…)") == 2, f"{called} should return two things."
    optimizer, scheduler = result
    kit = there("labkit.instruments_bert")
    assert kit.groups_of(model, optimizer)["adamw"], "The optimizer should be a torch.optim.AdamW."
    rates = [max(row) for row in checks.call(kit.lr_curve, optimizer, scheduler, 50, called="the schedule")]
    assert rates[-1] < max(rates), "The learning rate should fall after the warm-up."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 1
failure_message: Look at the learning rate at each step.
"""  # END TEST CONFIG


def test_rate_warms_up_and_falls_in_lines(make_optimizer):
    import random

    from labkit import checks, there

    checks.exists(make_optimizer, "make_optimizer")
    kit, bert = there("labkit.instruments_bert"), there("labkit.bert")
    for total, lr, warmup in ((200, 2e-5, 0.1), (10 * random.randint(8, 12), 1e-3, 0.3)):
        model = bert.tiny_classifier(1)
        more = () if warmup == 0.1 else (lr, warmup)
        called = "make_optimizer(model, total_steps)"
        result = checks.call(make_optimizer, model, total, *more, called=called)
        checks.exists(result, called)
        curve = checks.call(kit.lr_curve, *result, total, called="stepping optimizer and scheduler")
        rates = [max(row) for row in curve]
        checks.lr_schedule_matches(rates, lr=lr, total_steps=total, warmup=warmup, name="the learning rate")
        spread = max(max(row) - min(row) for row in curve)
        assert spread <= 0.02 * lr, "All groups of parameters should have one learning rate, but differ."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at which parameters have weight decay.
"""  # END TEST CONFIG


def test_no_decay_on_biases_and_layernorm(make_optimizer):
    from labkit import checks, there

    checks.exists(make_optimizer, "make_optimizer")
    kit, bert = there("labkit.instruments_bert"), there("labkit.bert")
    model = bert.tiny_classifier(2)
    called = "make_optimizer(model, 40)"
    result = checks.call(make_optimizer, model, 40, called=called)
    checks.exists(result, called)
    decay = kit.groups_of(model, result[0])["decay"]
    assert len(decay) == len(dict(model.named_parameters())), (
        f"The optimizer has {len(decay)} of {len(dict(model.named_parameters()))} parameters, but should have all: none "
        "is frozen here."
    )
    free = {name for name in decay if name.endswith("bias") or "LayerNorm" in name}
    wrong = sum(decay[name] != 0 for name in free)
    assert wrong == 0, (
        f"{wrong} of {len(free)} biases and LayerNorm parameters have weight decay, but none should."
    )
    matrices = [name for name in decay if name.endswith("dense.weight") or name == "classifier.weight"]
    wrong = sum(decay[name] <= 0 for name in matrices)
    assert wrong == 0, f"{wrong} of {len(matrices)} weight matrices have no weight decay, but all should."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at a model whose encoder is frozen.
"""  # END TEST CONFIG


def test_only_trainable_parameters(make_optimizer):
    from labkit import checks, there

    checks.exists(make_optimizer, "make_optimizer")
    kit, bert = there("labkit.instruments_bert"), there("labkit.bert")
    model = bert.tiny_classifier(2)
    model.bert.requires_grad_(False)
    called = "make_optimizer(model, 40)"
    result = checks.call(make_optimizer, model, 40, called=called)
    checks.exists(result, called)
    seen = kit.groups_of(model, result[0])
    frozen = sum(name.startswith("bert.") for name in seen["decay"])
    assert frozen == 0, f"The optimizer has {frozen} frozen parameters, but should have none."
    kept = {"classifier.weight", "classifier.bias"} <= set(seen["decay"])
    assert kept and not seen["twice"], "The optimizer should have each trainable parameter, once."


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
pair = make_optimizer(nn.Linear(4, 2), 300, lr=1e-3)
if pair is None or pair is ...:
    print("Answer question 5 first.")
else:
    optimizer, scheduler = pair
    rates = []
    for _ in range(300):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    fig, ax = plt.subplots(figsize=(6, 2.5))
    ax.plot(rates)
    ax.axvline(30, color="gray", linestyle=":", label="end of the warm-up")
    ax.set_xlabel("optimizer step")
    ax.set_ylabel("learning rate")
    ax.legend()
    plt.show()

# %% [raw]
# # BEGIN QUESTION
# name: q6
# points: 2.5

# %% [markdown]
# ### Question 6: one step on several micro-batches
#
# A batch of 32 long texts may not fit into memory, four **micro-batches** of 8 do. Gradients add up in `.grad`, so
# $k$ backward passes give the gradient of the large batch, if each loss is **divided by** $k$:
#
# $$\nabla \Big( \frac1k \sum_{j=1}^k L_j \Big) = \sum_{j=1}^k \nabla \frac{L_j}{k} .$$
#
# Write `train_step(model, batches, optimizer, scheduler)`, which makes **one** optimizer step on the list `batches` of
# micro-batches of one size. Each is a dict with `labels`, and `model(**batch)` returns an output with `.loss` (the mean
# over the micro-batch) and `.logits`. Gradients of earlier steps play no part. The model is in training mode, each batch
# is moved to the model's device, and the scheduler makes one step, too. It returns the mean loss as a float.
#
# On an NVIDIA GPU, run the forward pass in mixed precision, `torch.autocast("cuda", dtype=torch.bfloat16)`; on the CPU
# leave it in float32.

# %% [raw]
# # BEGIN SOLUTION


# %%
def train_step(model, batches, optimizer, scheduler):
    """One optimizer step on all micro-batches together; the mean loss."""
    # BEGIN SOLUTION
    where = next(model.parameters()).device
    model.train()
    optimizer.zero_grad()
    total = 0.0
    for batch in batches:
        batch = {key: value.to(where) for key, value in batch.items()}
        with torch.autocast("cuda", dtype=torch.bfloat16, enabled=where.type == "cuda"):
            loss = model(**batch).loss / len(batches)
        loss.backward()
        total += loss.item()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    scheduler.step()
    return total
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: A step moves the weights.
"""  # END TEST CONFIG


def test_a_step_moves_the_model(train_step):
    from labkit import bert, checks, there

    checks.exists(train_step, "train_step")
    kit = there("labkit.instruments_bert")
    model = there("labkit.bert").tiny_classifier(1).to(kit.device())
    optimizer, scheduler = kit.descent(model, 0.1)
    batches = [bert.tiny_batch(4), bert.tiny_batch(4)]
    called = "train_step(model, batches, optimizer, scheduler)"
    checks.parameters_change(
        model.classifier,
        lambda: checks.call(train_step, model, batches, optimizer, scheduler, called=called),
        name="model.classifier",
        why="loss.backward(), then optimizer.step()",
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 1
failure_message: Look at the gradient of all micro-batches together.
"""  # END TEST CONFIG


def test_accumulation_equals_the_large_batch(train_step):
    import torch
    from labkit import bert, checks, there

    checks.exists(train_step, "train_step")
    kit = there("labkit.instruments_bert")
    twin = bert.tiny_classifier(1)

    def accumulates(parts, size):
        model = there("labkit.bert").tiny_classifier(1).to(kit.device())
        optimizer, scheduler = kit.descent(model, 0.2)
        whole = bert.tiny_batch(parts * size)

        def step():
            batches = [{key: value[k::parts].clone() for key, value in whole.items()} for k in range(parts)]
            called = "train_step(model, batches, optimizer, scheduler)"
            return checks.call(train_step, model, batches, optimizer, scheduler, called=called)

        def loss(weights):
            return torch.func.functional_call(twin, weights, (), whole).loss

        for _ in range(2):  # the second step starts with what the first has left behind
            checks.accumulation_equals_large_batch(
                model, step, loss, lr=0.2, parts=parts, name="model", rtol=0.03
            )

    accumulates(4, 3)
    accumulates(2, 6)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at how often optimizer and scheduler step.
"""  # END TEST CONFIG


def test_one_step_of_optimizer_and_scheduler(train_step):
    from labkit import bert, checks, there

    checks.exists(train_step, "train_step")
    kit = there("labkit.instruments_bert")
    for parts in (1, 4):
        model = there("labkit.bert").tiny_classifier(1).to(kit.device())
        optimizer, scheduler = kit.descent(model, 0.1)
        before = scheduler.last_epoch
        batches = [bert.tiny_batch(3) for _ in range(parts)]
        called = "train_step(model, batches, optimizer, scheduler)"
        checks.call(train_step, model, batches, optimizer, scheduler, called=called)
        assert optimizer.count == 1, (
            f"train_step on {parts} micro-batches makes {optimizer.count} optimizer steps, but should make 1: first "
            "all gradients, then one step."
        )
        steps = scheduler.last_epoch - before
        assert steps == 1, (
            f"train_step on {parts} micro-batches makes {steps} scheduler steps, but should make 1: the schedule counts "
            "optimizer steps."
        )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what an earlier step leaves behind.
"""  # END TEST CONFIG


def test_old_gradients_play_no_part(train_step):
    import torch
    from labkit import bert, checks, there

    checks.exists(train_step, "train_step")
    kit = there("labkit.instruments_bert")
    twin = bert.tiny_classifier(1)
    model = there("labkit.bert").tiny_classifier(1).to(kit.device())
    optimizer, scheduler = kit.descent(model, 0.2)
    for _ in range(3):
        batch = bert.tiny_batch(8)

        def step(batch=batch):
            copy = {key: value.clone() for key, value in batch.items()}
            called = "train_step(model, [batch], optimizer, scheduler)"
            return checks.call(train_step, model, [copy], optimizer, scheduler, called=called)

        def loss(weights, batch=batch):
            return torch.func.functional_call(twin, weights, (), batch).loss

        checks.accumulation_equals_large_batch(model, step, loss, lr=0.2, parts=1, name="model", rtol=0.03)


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: q7
# points: 2

# %% [markdown]
# ### Question 7: probabilities and scores
#
# Logits become probabilities by the softmax over the classes,
#
# $$p_{ik} = \frac{e^{z_{ik}}}{\sum_j e^{z_{ij}}} = \frac{e^{z_{ik} - m_i}}{\sum_j e^{z_{ij} - m_i}}, \qquad m_i = \max_j z_{ij} .$$
#
# The two fractions are equal on paper. In float32 $e^{89}$ is infinite already, so only the second one is *stable*.
#
# Write `probabilities(logits)`, which takes a float tensor `(N, K)` and returns the probabilities `(N, K)`, for logits of
# any size. `torch.softmax` is allowed.
#
# Write `metrics(y_true, y_pred)`, which takes two `int64` tensors `(N,)` of labels 0 and 1 and returns a dict of four
# numbers, where class 1 is the positive one:
#
# $$\text{accuracy} = \frac{\mathrm{tp} + \mathrm{tn}}{N}, \quad
# \text{precision} = \frac{\mathrm{tp}}{\mathrm{tp} + \mathrm{fp}}, \quad
# \text{recall} = \frac{\mathrm{tp}}{\mathrm{tp} + \mathrm{fn}}, \quad
# F_1 = \frac{2\, \mathrm{tp}}{2\, \mathrm{tp} + \mathrm{fp} + \mathrm{fn}}$$
#
# under the keys `accuracy`, `precision`, `recall` and `f1`, each 0 where it would be 0/0.

# %% [raw]
# # BEGIN SOLUTION


# %%
def probabilities(logits):
    """The softmax over classes: (N, K) → (N, K)."""
    # BEGIN SOLUTION
    e = torch.exp(logits - logits.max(dim=1, keepdim=True).values)
    return e / e.sum(dim=1, keepdim=True)
    # END SOLUTION


def metrics(y_true, y_pred):
    """Accuracy, precision, recall and F1 of class 1, with 0 for 0/0."""
    # BEGIN SOLUTION
    tp = int(((y_true == 1) & (y_pred == 1)).sum())
    claimed, actual = int((y_pred == 1).sum()), int((y_true == 1).sum())  # tp + fp, tp + fn
    return {
        "accuracy": int((y_true == y_pred).sum()) / len(y_true),
        "precision": tp / claimed if claimed else 0.0,
        "recall": tp / actual if actual else 0.0,
        "f1": 2 * tp / (claimed + actual) if claimed + actual else 0.0,
    }
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: Rows of probabilities, and a dict of four numbers.
"""  # END TEST CONFIG


def test_probabilities_and_a_dict(probabilities, metrics):
    import torch
    from labkit import checks

    checks.exists(probabilities, "probabilities")
    checks.exists(metrics, "metrics")
    p = checks.call(probabilities, torch.tensor([[0.0, 0.0], [1.0, 3.0]]), called="probabilities(logits)")
    checks.shape(p, (2, 2), name="probabilities(logits)")
    assert abs(float(p[0][0]) - 0.5) < 1e-4, "Two equal logits should give one half each."
    result = checks.call(
        metrics, torch.tensor([1, 0, 1]), torch.tensor([1, 0, 1]), called="metrics(y_true, y_pred)"
    )
    checks.exists(result, "metrics(y_true, y_pred)")
    for key in ("accuracy", "precision", "recall", "f1"):
        assert key in result, f"metrics should return a dict with {key}."
        assert abs(float(result[key]) - 1) < 1e-4, f"{key} should be 1 where all is right."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at large logits, and along which axis the sum runs.
"""  # END TEST CONFIG


def test_softmax_is_over_classes_and_stable(probabilities):
    from labkit import checks

    checks.exists(probabilities, "probabilities")
    checks.softmax_stable(probabilities, name="probabilities")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what each score is a share of.
"""  # END TEST CONFIG


def test_scores_of_the_positive_class(metrics):
    import numpy as np
    from labkit import checks

    checks.exists(metrics, "metrics")
    for share in (0.2, 0.5, 0.7):
        y_true = (np.random.rand(90) < 0.4).astype(int)
        y_pred = np.where(np.random.rand(90) < 0.6, y_true, np.random.rand(90) < share).astype(int)
        y_true[:3], y_pred[:3] = (1, 1, 0), (1, 1, 0)
        checks.metrics_match(metrics, y_true, y_pred, name="metrics")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at 0/0.
"""  # END TEST CONFIG


def test_zero_where_nothing_is_positive(metrics):
    import numpy as np
    from labkit import checks

    checks.exists(metrics, "metrics")
    none, some = np.zeros(8, int), np.array([0, 1, 0, 0, 1, 0, 0, 0])
    for y_true, y_pred in ((some, none), (none, some), (none, none), (some, 1 - some)):
        checks.metrics_match(metrics, y_true, y_pred, name="metrics")


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: q8
# points: 2

# %% [markdown]
# ### Question 8: batches of similar length
#
# Padding costs as much time as text. A batch need only be as long as its longest text, so put texts of similar length
# together: then hardly any padding is left.
#
# Write `dynamic_batches(lengths, batch_size)`, which takes the lengths of N texts and returns a list of lists of indices:
# each of 0 … N − 1 in just one batch, at most `batch_size` in each, as few batches as possible, and texts of **similar
# length** together. The order of the batches is free (shuffle them in training, not here).
#
# Write `padding_saved(lengths, batches)`: the share of the paddings that such batches save, against one rectangle in which
# all texts are padded to the longest one,
#
# $$1 - \frac{\sum_{B} \sum_{i \in B} (\max_{j \in B} \ell_j - \ell_i)}{\sum_i (\max_j \ell_j - \ell_i)} ,$$
#
# and 0 where there is nothing to save.

# %% [raw]
# # BEGIN SOLUTION


# %%
def dynamic_batches(lengths, batch_size):
    """Indices of texts of similar length, batch_size of them at a time."""
    # BEGIN SOLUTION
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    return [order[k : k + batch_size] for k in range(0, len(order), batch_size)]
    # END SOLUTION


def padding_saved(lengths, batches):
    """The share of the paddings of one rectangle that batches save."""
    # BEGIN SOLUTION
    lengths = [int(n) for n in lengths]
    before = sum(max(lengths) - n for n in lengths)
    after = sum(max(lengths[j] for j in batch) - lengths[i] for batch in batches for i in batch)
    return 1 - after / before if before else 0.0
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: Lists of indices, each index once.
"""  # END TEST CONFIG


def test_every_text_in_one_batch(dynamic_batches):
    from labkit import checks

    checks.exists(dynamic_batches, "dynamic_batches")
    lengths = [5, 9, 3, 9, 4, 7, 3]
    result = checks.call(dynamic_batches, lengths, 3, called="dynamic_batches(lengths, 3)")
    checks.exists(result, "dynamic_batches(lengths, 3)")
    batches = [[int(i) for i in batch] for batch in result]
    assert sorted(i for batch in batches for i in batch) == list(range(7)), (
        "dynamic_batches should give each index from 0 to 6 once."
    )
    assert max(len(batch) for batch in batches) <= 3, "No batch should have more than 3 texts."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the lengths within a batch.
"""  # END TEST CONFIG


def test_texts_of_similar_length_together(dynamic_batches):
    import random

    from labkit import checks

    checks.exists(dynamic_batches, "dynamic_batches")
    for n, size in ((64, 8), (50, 16), (30, 1)):
        lengths = [random.randint(4, 60) for _ in range(n)]
        called = "dynamic_batches(lengths, batch_size)"
        batches = [
            [int(i) for i in b] for b in checks.call(dynamic_batches, lengths, size, called=called) or []
        ]
        batches = [batch for batch in batches if batch]
        assert sorted(i for batch in batches for i in batch) == list(range(n)), (
            f"{called} should give each of {n} indices once, the last ones too."
        )
        assert max(map(len, batches)) <= size, f"No batch should have more than {size} texts."
        spans = [max(lengths[i] for i in b) - min(lengths[i] for i in b) for b in batches]
        order = sorted(range(n), key=lengths.__getitem__)
        ideal = [order[k : k + size] for k in range(0, n, size)]
        paid = sum(max(lengths[i] for i in b) * len(b) for b in batches) - sum(lengths)
        least = sum(max(lengths[i] for i in b) * len(b) for b in ideal) - sum(lengths)
        assert paid <= 1.35 * least + 30, (
            f"Lengths within a batch differ by up to {max(spans)}, but should be close: sort the texts by length first."
        )
        assert len(batches) <= 2 * -(-n // size) + 1, (
            f"{n} texts come in {len(batches)} batches of up to {size}, but {-(-n // size)} would do."
        )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what the batches hold.
"""  # END TEST CONFIG


def test_indices_and_not_lengths(dynamic_batches):
    import random

    from labkit import checks

    checks.exists(dynamic_batches, "dynamic_batches")
    lengths = [random.randint(100, 140) for _ in range(21)]
    result = checks.call(dynamic_batches, list(lengths), 4, called="dynamic_batches(lengths, 4)")
    checks.exists(result, "dynamic_batches(lengths, 4)")
    batches = [[int(i) for i in batch] for batch in result if len(batch)]
    assert sorted(i for batch in batches for i in batch) == list(range(21)), (
        "The batches should hold the places of the texts, 0 to 20, each once, not their lengths."
    )
    checks.unchanged_inputs(
        dynamic_batches, lengths, 4, about="use sorted, not sort, for the list of lengths"
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what the share is a share of.
"""  # END TEST CONFIG


def test_share_of_padding_saved(padding_saved):
    import random

    from labkit import checks

    checks.exists(padding_saved, "padding_saved")
    lengths = [random.randint(5, 50) for _ in range(40)]
    order = sorted(range(40), key=lengths.__getitem__)
    mixed = [list(range(k, min(k + 8, 40))) for k in range(0, 40, 8)]
    alike = [order[k : k + 8] for k in range(0, 40, 8)]
    top = max(lengths)

    def paid(batches):
        return sum(max(lengths[j] for j in b) - lengths[i] for b in batches for i in b)

    whole = sum(top - n for n in lengths)
    other = paid(mixed)  # batches in the order of the texts are another yardstick
    try:
        got = checks.call(padding_saved, lengths, alike, called="padding_saved(lengths, batches)")
    except AssertionError:
        got = checks.call(padding_saved, lengths, 8, called="padding_saved(lengths, batches)")
    checks.number(float(got), name="padding_saved(lengths, batches)")
    saved = [scale * (1 - paid(alike) / base) for base in (whole, other) for scale in (1, 100, base)]
    tokens = [paid(alike), sum(lengths)]
    saved += [
        scale * (base - tokens[0]) / (base + tokens[1]) for base in (whole, other) for scale in (1, 100)
    ]
    assert any(abs(float(got) - value) <= 1e-3 + 0.01 * abs(value) for value in saved), (
        f"padding_saved gives {float(got):.4g}, but should be the share of the paddings that the batches save."
    )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
lengths = [len(row) for row in tokenizer(texts)["input_ids"]]
batches = dynamic_batches(lengths, 32)
if batches is None or batches is ...:
    print("Answer question 8 first.")
else:
    print(f"batches of similar length save {padding_saved(lengths, batches):.0%} of the paddings")
    fig, axes = plt.subplots(1, 2, figsize=(10, 3), sharey=True)
    for ax, rows, title in zip(
        axes,
        (range(len(lengths)), [i for batch in batches for i in batch]),
        ("as they come", "by length"),
        strict=True,
    ):
        sizes = np.array([lengths[i] for i in rows])
        tops = [sizes[k : k + 32].max() for k in range(0, len(sizes), 32) for _ in sizes[k : k + 32]]
        ax.fill_between(range(len(sizes)), tops, color="tab:orange", alpha=0.5, label="padding")
        ax.fill_between(range(len(sizes)), sizes, color="tab:blue", label="text")
        ax.set_title(f"batches of 32, {title}")
        ax.set_xlabel("review")
    axes[0].set_ylabel("ids")
    axes[1].legend(loc="upper left")
    fig.tight_layout()
    plt.show()

# %% [markdown]
# ## Fine-tuning
#
# A frozen encoder gives the same features in every epoch, as long as its dropout is off. So let it read each review
# **once**, and train the head on what it said. This cell takes a few seconds; one epoch through the encoder would take
# as long.


# %%
def cached_features(model, texts, batch_size=32):
    """The features (N, D) of texts by the model's encoder in evaluation mode, texts of similar length together."""
    encodings = tokenizer(list(texts))
    order = sorted(range(len(texts)), key=lambda i: len(encodings["input_ids"][i]))
    rows = {}
    model.eval()
    with torch.no_grad():
        for k in range(0, len(order), batch_size):
            part = order[k : k + batch_size]
            batch = tokenizer(
                [texts[i] for i in part], padding=True, truncation=True, return_tensors="pt"
            ).to(device)
            rows.update(zip(part, model.features(**batch).cpu(), strict=True))
    return torch.stack([rows[i] for i in range(len(texts))])


labkit.seed_everything(0)
model = ReviewModel(encoder).to(device)
start = time.perf_counter()
features, val_features = cached_features(model, texts), cached_features(model, val_texts)
print(f"{len(features) + len(val_features)} reviews read in {time.perf_counter() - start:.1f} s")

# what fit takes: batches as dicts, drawn in a new order in each epoch
train_batches = DataLoader(
    [{"features": f, "labels": y} for f, y in zip(features, torch.tensor(labels), strict=True)],
    batch_size=32,
    shuffle=True,
)
val_batches = DataLoader(
    [{"features": f, "labels": y} for f, y in zip(val_features, torch.tensor(val_labels), strict=True)],
    batch_size=200,
)

# %% [raw]
# # BEGIN QUESTION
# name: q9
# points: 3.5

# %% [markdown]
# ### Question 9: train it
#
# Write `fit(model, train_batches, val_batches, optimizer, scheduler, epochs=20, patience=2)`:
#
# - Each epoch runs through `train_batches`, a list of dicts or a `DataLoader`, and makes a step on each batch (by
#   `train_step(model, [batch], …)`, without accumulation). Then it takes the mean loss over `val_batches`, in evaluation
#   mode and without gradients.
# - **Early stopping**: it stops after `patience` epochs in a row whose validation loss is no better than the best one so
#   far. At the end the model has the weights of its **best** epoch.
# - It returns a dict of lists with one entry an epoch: `train_loss` and `val_loss`.
#
# Then train `model`. It stays one that takes what the tokenizer gives and returns an output with `.logits`; it should be
# right for at least **62 %** of new reviews, with an F1 score of at least **0.58** for
# either class. With a frozen encoder train only its head on the cached features: `model.classifier` takes a batch of
# `train_batches`. A new head needs a far higher rate than an encoder that is fine-tuned: try `lr=5e-3`.
#
# Only `model` is tested, so other ways to train it are welcome. Keep the seed, so that you get the same model again.

# %% [raw]
# # BEGIN SOLUTION


# %%
def fit(model, train_batches, val_batches, optimizer, scheduler, epochs=20, patience=2):
    """Trains until the validation loss has not improved for `patience` epochs, and restores the best weights."""
    # BEGIN SOLUTION
    where = next(model.parameters()).device
    history = {"train_loss": [], "val_loss": []}
    best, waited, weights = float("inf"), 0, None
    for _ in range(epochs):
        losses = [train_step(model, [batch], optimizer, scheduler) for batch in train_batches]
        history["train_loss"].append(sum(losses) / len(losses))
        model.eval()
        total = count = 0
        with torch.no_grad():
            for batch in val_batches:
                batch = {key: value.to(where) for key, value in batch.items()}
                total += model(**batch).loss.item() * len(batch["labels"])
                count += len(batch["labels"])
        history["val_loss"].append(total / count)
        if total / count < best:
            best, waited = total / count, 0
            weights = {key: value.clone() for key, value in model.state_dict().items()}
        else:
            waited += 1
            if waited == patience:
                break
    if weights is not None:
        model.load_state_dict(weights)
    return history
    # END SOLUTION


# %%
labkit.seed_everything(0)
history, start = None, time.perf_counter()
# BEGIN SOLUTION
trainable = freeze_encoder(model)
print(f"{trainable} of {sum(p.numel() for p in model.parameters())} parameters are trained")
optimizer, scheduler = make_optimizer(model.classifier, 20 * len(train_batches), lr=5e-3)
history = fit(model.classifier, train_batches, val_batches, optimizer, scheduler)
# END SOLUTION
frozen_seconds = time.perf_counter() - start

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: A dict with one loss for each epoch.
"""  # END TEST CONFIG


def test_one_entry_an_epoch(fit):
    from labkit import checks, there

    checks.exists(fit, "fit")
    kit = there("labkit.instruments_bert")
    model, *rest = kit.scripted_fit([0.9, 0.8])
    called = "fit(model, train_batches, val_batches, optimizer, scheduler, 2)"
    result = checks.call(fit, model, *rest, 2, called=called)
    checks.exists(result, called)
    assert model.epochs_run() == 2, f"fit trains for {model.epochs_run()} epochs, but should for 2."
    for key in ("train_loss", "val_loss"):
        assert key in result and len(result[key]) == 2, (
            f"fit should return a dict with one {key} for each epoch."
        )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at when training stops.
"""  # END TEST CONFIG


def test_stops_when_patience_runs_out(fit):
    from labkit import checks, there

    checks.exists(fit, "fit")
    kit = there("labkit.instruments_bert")
    called = "fit(model, train_batches, val_batches, optimizer, scheduler, 12)"
    for losses, patience, epochs in (
        ([0.9, 0.6, 0.7, 0.5, 0.55, 0.52, 0.1], None, 6),
        ([0.9, 0.6, 0.65, 0.7, 0.68, 0.3], 3, 5),
        ([0.9 - 0.05 * k for k in range(12)], None, 12),
    ):
        model, *rest = kit.scripted_fit(losses)
        more = () if patience is None else (patience,)
        checks.call(fit, model, *rest, 12, *more, called=called)
        run = model.epochs_run()
        assert run == epochs, (
            f"With patience {patience or 2}, fit runs {run} epochs where it should run {epochs}: it stops after "
            f"{patience or 2} epochs in a row without a new best validation loss, and not before."
        )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at which weights the model has in the end.
"""  # END TEST CONFIG


def test_best_weights_come_back(fit):
    from labkit import checks, there

    checks.exists(fit, "fit")
    kit = there("labkit.instruments_bert")
    called = "fit(model, train_batches, val_batches, optimizer, scheduler, 12)"
    for losses, best in (([0.9, 0.6, 0.4, 0.5, 0.55, 0.2], 3), ([0.5, 0.6, 0.7, 0.4], 1)):
        model, *rest = kit.scripted_fit(losses)
        checks.call(fit, model, *rest, 12, called=called)
        assert model.epochs_run() > 0, "fit makes no training step, but should train."
        assert model.epoch() == best, (
            f"After fit the model has the weights of epoch {model.epoch()}, but should have those of epoch {best}, "
            "whose validation loss was the lowest: keep a copy (clone) of state_dict()."
        )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at training and evaluation mode.
"""  # END TEST CONFIG


def test_trains_and_validates_in_the_right_mode(fit):
    from labkit import checks, there

    checks.exists(fit, "fit")
    kit = there("labkit.instruments_bert")
    model, *rest = kit.scripted_fit([0.9, 0.8, 0.7])
    result = checks.call(
        fit, model, *rest, 3, called="fit(model, train_batches, val_batches, optimizer, scheduler, 3)"
    )
    trained, passes = list(model.trained), list(model.passes)
    assert len(trained) == 6, f"3 epochs of 2 batches make {len(trained)} backward passes, but should make 6."
    assert all(trained), "All training should run in training mode: evaluation switches dropout off for good."
    assert len(passes) > 6, "fit should measure the validation loss after each epoch."
    assert sum(passes) == 6, (
        f"{sum(passes) - 6} passes over validation data run in training mode, but should run in evaluation mode."
    )
    checks.exists(result, "fit(…)")
    for key in ("train_loss", "val_loss"):
        assert key in result and len(result[key]) == 3, (
            f"fit should return a dict with one {key} for each epoch."
        )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at how well the model reads reviews that it has never seen.
"""  # END TEST CONFIG


def test_reads_new_reviews(model, tokenizer):
    import random

    import torch
    from labkit import checks, product_reviews, there

    checks.exists(model, "model")
    assert hasattr(model, "named_modules"), "model should be an nn.Module."
    rows = product_reviews.reviews(300, random.getrandbits(32))
    texts, y = [text for text, _ in rows], torch.tensor([label for _, label in rows])
    z = checks.call(there("labkit.bert").predict, model, tokenizer, texts, called="model(**encodings)")
    checks.shape(z, (300, 2), name="logits")
    # 20 seeds of the reference, 300 new reviews each: 0.723 to 0.810, median 0.760; tolerance bound (99.9 %, 95 %) 0.650.
    # Lower on purpose, for other right answers: lr=1e-3 gives 0.677 to 0.747, all weights trained 0.998. Counting words of praise and blame 0.64, a head that is not trained about 0.5.
    checks.accuracy_at_least(
        z,
        y,
        0.62,
        name="model",
        where="on new reviews",
        why="does the loss fall, is the head trained, is the learning rate high enough for a new head?",
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at whether both classes are predicted.
"""  # END TEST CONFIG


def test_f1_on_new_reviews(model, tokenizer):
    import random

    import torch
    from labkit import checks, product_reviews, there

    checks.exists(model, "model")
    assert hasattr(model, "named_modules"), "model should be an nn.Module."
    rows = product_reviews.reviews(300, random.getrandbits(32))
    texts, y = [text for text, _ in rows], torch.tensor([label for _, label in rows])
    z = checks.call(there("labkit.bert").predict, model, tokenizer, texts, called="model(**encodings)")
    checks.shape(z, (300, 2), name="logits")
    checks.finite(z, name="logits")
    guess = z.argmax(dim=1)
    f1 = [
        2 * int(((guess == k) & (y == k)).sum()) / max(1, int((guess == k).sum() + (y == k).sum()))
        for k in (0, 1)
    ]
    # the same seeds: 0.674 to 0.824, median 0.741; tolerance bound 0.581; with lr=1e-3 0.662 to 0.740
    checks.at_least(
        min(f1),
        0.58,
        name="the F1 score of model on new reviews, of the class that it reads worse,",
        why="F1 is low where one class is hardly ever predicted",
    )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION


# %%
def scores(model, texts, labels):
    """The four scores of a model on texts."""
    where = next(model.parameters()).device
    model.eval()
    guesses = []
    with torch.no_grad():
        for k in range(0, len(texts), 50):
            batch = tokenizer(texts[k : k + 50], padding=True, truncation=True, return_tensors="pt").to(where)
            guesses.append(model(**batch).logits.argmax(dim=1).cpu())
    return metrics(torch.tensor(labels), torch.cat(guesses))


if isinstance(history, dict) and metrics(torch.ones(2), torch.ones(2)):
    print({key: round(value, 3) for key, value in scores(model, val_texts, val_labels).items()})
    epochs = range(1, len(history["val_loss"]) + 1)
    fig, ax = plt.subplots(figsize=(6, 3))
    ax.plot(epochs, history["train_loss"], label="training")
    ax.plot(epochs, history["val_loss"], label="validation")
    ax.axvline(int(np.argmin(history["val_loss"])) + 1, color="gray", linestyle=":", label="best epoch")
    ax.set_xlabel("epoch")
    ax.set_ylabel("cross-entropy")
    ax.legend()
    plt.show()
    for text in (
        "The tent is lovely.",
        "The tent isn't lovely.",
        "Lovely, but not for long: it was pathetic.",
    ):
        batch = tokenizer(text, return_tensors="pt").to(device)
        p = probabilities(model(**batch).logits.detach().float().cpu())
        print(f"{float(p[0, 1]):.2f} {text}")
else:
    print("Answer questions 7 and 9 first.")

# %% [markdown]
# ### Frozen against unfrozen
#
# The head alone can only weigh what the encoder says anyway, and the mean of its word vectors hardly knows which word
# *not* belongs to. With all weights trained, the encoder learns to carry that to the place where it counts:
#
# | | values trained | seconds on one CPU thread | validation accuracy | accuracy on 900 new reviews |
# | --- | --- | --- | --- | --- |
# | encoder frozen, features cached | 770 | 12 and 1 | 0.71 | 0.78 (median of 20 seeds) |
# | all weights, `lr=5e-5`, two epochs | 22.7 million | 146 | 0.958 | 0.999 |
#
# Validation labels are wrong in one case of 25, so 0.96 is all that anyone can reach there.
#
# Set `UNFREEZE = True` to see it for yourself. Without a GPU it takes some minutes.

# %%
UNFREEZE = False


def collate(pairs):
    """A batch of texts and labels, padded to its own longest text."""
    batch = tokenizer([text for text, _ in pairs], padding=True, truncation=True, return_tensors="pt")
    return {**batch, "labels": torch.tensor([label for _, label in pairs])}


if UNFREEZE:
    labkit.seed_everything(0)
    full = ReviewModel(labkit.data.load_bert()[1]).to(device)
    loader = DataLoader(
        list(zip(texts, labels, strict=True)), batch_size=16, shuffle=True, collate_fn=collate
    )
    val_loader = DataLoader(list(zip(val_texts, val_labels, strict=True)), batch_size=50, collate_fn=collate)
    optimizer, scheduler = make_optimizer(full, 2 * len(loader), lr=5e-5)
    start = time.perf_counter()
    fit(full, loader, val_loader, optimizer, scheduler, epochs=2)
    print(f"{time.perf_counter() - start:.0f} s", scores(full, val_texts, val_labels))

# %% [markdown]
# ### What you take home
#
# - A pretrained tokenizer and encoder belong together: same pieces, same special tokens, and a mask for the padding.
# - Freeze what knows, train what is new; then, with a small rate and a warm-up, train all of it.
# - Gradients add up: micro-batches are a large batch, if losses are divided and the optimizer steps once.
# - A frozen encoder needs to read each text only once. Its features are data.
# - Order and negation are what fine-tuning the encoder is for.
