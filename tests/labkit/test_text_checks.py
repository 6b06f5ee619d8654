"""Checks of token ids and of models that read padded ids: each with answers that pass and that fail."""

import numpy as np
import pytest
import torch
from labkit import checks
from torch import nn

VOCAB = {"<PAD>": 0, "<UNK>": 1, "the": 2, "pump": 3, "is": 4, "sound": 5, "broken": 6}


def fails(words: str):
    return pytest.raises(AssertionError, match=words)


def encode(tokens, vocab, max_len=100):
    ids = [vocab.get(token, 1) for token in tokens[:max_len]]
    return ids + [0] * (max_len - len(ids))


def as_array(tokens, vocab, max_len=100):
    return np.array(encode(tokens, vocab, max_len))


def as_tensor(tokens, vocab, max_len=100):
    return torch.tensor(encode(tokens, vocab, max_len))


def key_error(tokens, vocab, max_len=100):
    ids = [vocab[token] for token in tokens[:max_len]]
    return ids + [0] * (max_len - len(ids))


def oov_dropped(tokens, vocab, max_len=100):
    return encode([token for token in tokens if token in vocab], vocab, max_len)


def oov_is_pad(tokens, vocab, max_len=100):
    return [0 if i == 1 else i for i in encode(tokens, vocab, max_len)]


def oov_is_new(tokens, vocab, max_len=100):
    return [len(vocab) if i == 1 else i for i in encode(tokens, vocab, max_len)]


def shifted(tokens, vocab, max_len=100):
    return [i + 1 if i > 1 else i for i in encode(tokens, vocab, max_len)]


def keeps_the_end(tokens, vocab, max_len=100):
    return encode(tokens[-max_len:], vocab, max_len)


def never_cut(tokens, vocab, max_len=100):
    return encode(tokens, vocab, max(max_len, len(tokens)))


def pads_in_front(tokens, vocab, max_len=100):
    ids = [vocab.get(token, 1) for token in tokens[:max_len]]
    return [0] * (max_len - len(ids)) + ids


def pads_with_one(tokens, vocab, max_len=100):
    ids = [vocab.get(token, 1) for token in tokens[:max_len]]
    return ids + [1] * (max_len - len(ids))


def not_padded(tokens, vocab, max_len=100):
    return [vocab.get(token, 1) for token in tokens[:max_len]]


def reversed_ids(tokens, vocab, max_len=100):
    ids = [vocab.get(token, 1) for token in tokens[:max_len]][::-1]
    return ids + [0] * (max_len - len(ids))


def crashes_on_empty(tokens, vocab, max_len=100):
    tokens[0]
    return encode(tokens, vocab, max_len)


def as_words(tokens, vocab, max_len=100):
    return [str(i) for i in encode(tokens, vocab, max_len)]


def nothing(tokens, vocab, max_len=100):
    return None


@pytest.mark.parametrize(
    "answer", [encode, as_array, as_tensor, keeps_the_end, never_cut, pads_in_front, not_padded]
)
def test_oov_maps_to_unk_should_pass(answer):
    checks.oov_maps_to_unk(answer, VOCAB)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (key_error, "raised KeyError"),
        (oov_dropped, "leaves tokens out"),
        (oov_is_pad, "id 0 of <PAD>"),
        (oov_is_new, "get other ids"),
        (shifted, "do not get their own ids"),
        (as_words, "no whole numbers"),
        (nothing, "not there yet"),
        (None, "`encode` is not there yet"),
    ],
)
def test_oov_maps_to_unk_should_fail(answer, words):
    with fails(words):
        checks.oov_maps_to_unk(answer, VOCAB)


@pytest.mark.parametrize("answer", [encode, as_array, as_tensor, pads_in_front, pads_with_one, oov_dropped])
@pytest.mark.parametrize("max_len", [1, 4, 5, 12])
def test_truncates_to_should_pass(answer, max_len):
    checks.truncates_to(answer, VOCAB, max_len)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (keeps_the_end, "keeps the end"),
        (never_cut, "gives 6 ids, but should give 5"),
        (reversed_ids, "not those of its start"),
    ],
)
def test_truncates_to_should_fail(answer, words):
    with fails(words):
        checks.truncates_to(answer, VOCAB, 5)


@pytest.mark.parametrize("max_len", [1, 4, 5, 6, 10, 12])
def test_truncates_to_tells_start_from_end_for_every_length(max_len):
    with fails("keeps the end"):
        checks.truncates_to(keeps_the_end, VOCAB, max_len)


@pytest.mark.parametrize("answer", [encode, as_array, as_tensor, keeps_the_end, never_cut, key_error])
def test_pads_to_should_pass(answer):
    checks.pads_to(answer, VOCAB, 6)


def test_pads_to_start_should_pass():
    checks.pads_to(pads_in_front, VOCAB, 6, side="start")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (pads_in_front, "pads at the start of a text, but should pad at its end"),
        (pads_with_one, "padding has other ids"),
        (not_padded, "gives 3 ids, but should give exactly 6"),
        (reversed_ids, "does not keep the ids"),
        (crashes_on_empty, r"encode\(\[\], vocab, 6\) raised IndexError"),
    ],
)
def test_pads_to_should_fail(answer, words):
    with fails(words):
        checks.pads_to(answer, VOCAB, 6)


def test_pads_to_start_should_fail():
    with fails("pads at the end of a text, but should pad at its start"):
        checks.pads_to(encode, VOCAB, 6, side="start")


class LastStep(nn.Module):
    """The logits of the last real step; the subclasses each hold one mistake."""

    def __init__(self, vocab_size=37, classes=40, padding_idx=0):
        super().__init__()
        self.embed = nn.Embedding(vocab_size, 11, padding_idx=padding_idx)
        self.lstm = nn.LSTM(11, 16, batch_first=True)
        self.out = nn.Linear(16, classes)

    def states(self, x):
        return self.lstm(self.embed(x))[0]

    def pick(self, h, x):
        n = (x != 0).sum(dim=1).clamp(min=1)
        return h[torch.arange(len(x)), n - 1]

    def end(self, z):
        return z

    def forward(self, x):
        return self.end(self.out(self.pick(self.states(x), x)))


class MaxPool(LastStep):
    def pick(self, h, x):
        return h.masked_fill((x == 0)[..., None], -2).amax(dim=1)


class Bidirectional(LastStep):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(11, 8, batch_first=True, bidirectional=True)

    def forward(self, x):
        n = (x != 0).sum(dim=1).clamp(min=1)
        packed = nn.utils.rnn.pack_padded_sequence(self.embed(x), n, batch_first=True, enforce_sorted=False)
        h = self.lstm(packed)[1][0]
        return self.out(torch.cat([h[0], h[1]], dim=1))


class PaddedStep(LastStep):
    def pick(self, h, x):
        return h[:, -1]


class MeanOverPadding(LastStep):
    def pick(self, h, x):
        return h.mean(dim=1)


class BatchSecond(LastStep):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(11, 16)


class KeepsState(LastStep):
    state = None

    def states(self, x):
        state = self.state if self.state is not None and self.state[0].shape[1] == len(x) else None
        h, self.state = self.lstm(self.embed(x), state)
        return h


class EveryStep(LastStep):
    def pick(self, h, x):
        return h


class Squeezed(LastStep):
    def end(self, z):
        return z.squeeze()


class Ended(LastStep):
    def __init__(self, end):
        super().__init__()
        self.end = end


def ids(n=6, t=9):
    x = torch.randint(2, 37, (n, t))
    for i in range(n):
        x[i, t - i :] = 0
    return x


@pytest.mark.parametrize("make", [LastStep, MaxPool, Bidirectional])
def test_padding_invariant_should_pass(make):
    checks.padding_invariant(make().train(), ids())


@pytest.mark.parametrize("make", [PaddedStep, MeanOverPadding])
def test_padding_invariant_should_fail(make):
    with fails("changes when more padding follows.*last real step"):
        checks.padding_invariant(make(), ids())


def test_padding_invariant_names_a_wrong_shape():
    with fails("shape"):
        checks.padding_invariant(EveryStep(), ids())


@pytest.mark.parametrize("make", [LastStep, MaxPool, Bidirectional, PaddedStep, EveryStep])
def test_batch_invariant_should_pass(make):
    checks.batch_invariant(make(), ids())


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (BatchSecond, "neighbours in the batch.*batch_first"),
        (KeepsState, "changes with its neighbours|kept from one batch"),
        (Squeezed, r"shape \(40,\)"),
    ],
)
def test_batch_invariant_should_fail(make, words):
    with fails(words):
        checks.batch_invariant(make(), ids())


def test_checks_put_the_mode_and_the_weights_back():
    model = LastStep().train()
    before = {key: value.clone() for key, value in model.state_dict().items()}
    checks.padding_invariant(model, ids())
    checks.batch_invariant(model, ids())
    checks.no_softmax_inside(model, ids())
    assert model.training
    assert all(torch.equal(value, model.state_dict()[key]) for key, value in before.items())


def test_is_logits_should_pass():
    checks.is_logits(torch.randn(5, 40))
    checks.is_logits(np.random.randn(5, 40) * 100)
    checks.is_logits(torch.zeros(5, 40))  # the last layer may start at zero


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (lambda z: z.softmax(dim=1), "sum to 1"),
        (lambda z: z.log_softmax(dim=1), "log-probabilities"),
        (torch.sigmoid, "one sign"),
        (torch.relu, "one sign"),
        (torch.tanh, "squashed"),
    ],
)
def test_is_logits_and_no_softmax_inside_should_fail(end, words):
    with fails(words):
        checks.is_logits(end(20 * torch.randn(5, 40)))
    with fails(words):
        checks.no_softmax_inside(Ended(end), ids())


@pytest.mark.parametrize("make", [LastStep, MaxPool, Bidirectional])
def test_no_softmax_inside_should_pass(make):
    checks.no_softmax_inside(make(), ids())


def test_embedding_row_zero_should_pass():
    checks.embedding_row_zero(LastStep(), vocab_size=37)
    checks.embedding_row_zero(LastStep(padding_idx=5), vocab_size=37, row=5)


def test_embedding_row_zero_should_fail():
    with fails("row 0.* has values up to .*padding_idx"):
        checks.embedding_row_zero(LastStep(padding_idx=None), vocab_size=37)
    with fails("row 0"):
        checks.embedding_row_zero(LastStep(padding_idx=5), vocab_size=37)
    with fails("no embedding table of 99 rows"):
        checks.embedding_row_zero(LastStep(), vocab_size=99)
    with fails("is a class"):
        checks.embedding_row_zero(LastStep, vocab_size=37)
