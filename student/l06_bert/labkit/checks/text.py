"""Checks of text on its way into a network: token ids, padding, and models that read padded ids.

Each looks at one idea only: texts that test unknown words need no padding, texts that test padding are short and
known, so that a wrong answer fails the check that names its mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from labkit.checks.calls import call
from labkit.checks.content import Array, is_array, to_numpy
from labkit.checks.models import forward, is_module, kept_mode, made
from labkit.checks.values import array, exists, finite
from labkit.checks.words import kind, require, rounded

Encode = Callable[..., Any]  # encode(tokens, vocab, max_len) -> ids
Vocab = Mapping[str, int]


def oov_maps_to_unk(encode: Encode, vocab: Vocab, *, unk: int = 1, name: str = "encode") -> None:
    """Checks that a token that `vocab` lacks gets the id `unk`, at its own place among the others.

    vocab: at least four tokens besides those with the ids 0 and `unk`. The text is as long as max_len, so
    neither padding nor truncation plays a part.
    """
    __tracebackhide__ = True
    known = _ordinary(vocab, unk)
    strange = "xyzzyq"
    while strange in vocab:
        strange += "q"
    tokens = [strange, known[0], known[1], strange, strange, known[2], known[3], strange]
    ids = _encoded(encode, tokens, vocab, len(tokens), name)
    want = [vocab.get(token, unk) for token in tokens]
    should = f"get the id {unk} of <UNK>"
    kept = [i for i in ids if i in {vocab[token] for token in known[:4]}]
    dropped = ids[:4] == [vocab[token] for token in known[:4]]
    why = "they say that a word stood there, and keep the other words in their places"
    require(
        not dropped, f"`{name}` leaves tokens out that the vocabulary lacks", f"give them the id {unk}", why
    )
    got = {i for i, token in zip(ids, tokens, strict=False) if token == strange}
    padded = got == {0} and unk != 0
    require(not padded, "tokens that the vocabulary lacks get the id 0 of <PAD>", should, "a gap is no word")
    require(got == {unk}, "tokens that the vocabulary lacks get other ids", should)
    rest = "the tokens beside unknown ones"
    require(len(kept) == 4 and ids == want, f"{rest} do not get their own ids", "keep ids and places")


def truncates_to(encode: Encode, vocab: Vocab, max_len: int, *, name: str = "encode") -> None:
    """Checks that a text of more than `max_len` known tokens gives the ids of its first `max_len`."""
    __tracebackhide__ = True
    known = _ordinary(vocab)
    for longer in (1, max_len + 3):
        tokens = [known[i % len(known)] for i in range(max_len + longer)]
        tokens[-1] = known[max_len % len(known)]  # another than stands last in the start that is kept
        want = [vocab[token] for token in tokens]
        ids = _encoded(encode, tokens, vocab, max_len, name)
        seen = f"for {len(tokens)} tokens and max_len = {max_len} `{name}` gives {len(ids)} ids"
        require(len(ids) == max_len, seen, f"give {max_len}", "what is too long is cut off")
        start = ids != want[-max_len:]
        why = "the cut is at the end"
        require(start, f"`{name}` keeps the end of a text that is too long", "keep its start", why)
        require(ids == want[:max_len], "the ids of a truncated text are not those of its start", "be so", why)


def pads_to(
    encode: Encode, vocab: Vocab, max_len: int, *, side: str = "end", value: int = 0, name: str = "encode"
) -> None:
    """Checks that short texts, the empty one too, are filled to `max_len` with `value` on that side: end, start."""
    __tracebackhide__ = True
    known = _ordinary(vocab)
    for n in (min(3, max_len - 1), 1, 0):
        tokens = known[:n]
        ids, own = _encoded(encode, tokens, vocab, max_len, name), [vocab[token] for token in tokens]
        seen = f"for {n} tokens and max_len = {max_len} `{name}` gives {len(ids)} ids"
        require(len(ids) == max_len, seen, f"give exactly {max_len}", "short texts are padded")
        front, back = ids[: max_len - n], ids[n:]
        at_end, at_start = (ids[:n] == own, set(back)), (ids[max_len - n :] == own, set(front))
        right, wrong = (at_end, at_start) if side == "end" else (at_start, at_end)
        other = "start" if side == "end" else "end"
        misplaced = n > 0 and not right[0] and wrong[0]
        require(not misplaced, f"`{name}` pads at the {other} of a text", f"pad at its {side}")
        require(right[0], f"`{name}` does not keep the ids of a short text together", f"pad at the {side}")
        require(right[1] == {value}, "the padding has other ids", f"be {value}, the id of <PAD>")


def _ordinary(vocab: Vocab, unk: int = 1) -> list[str]:
    """The tokens of a vocabulary without those of padding and unknown words."""
    return [token for token, i in vocab.items() if i not in (0, unk)]


def _encoded(encode: Encode, tokens: Sequence[str], vocab: Vocab, max_len: int, name: str) -> list[int]:
    """What `encode` makes of the tokens, as a list of whole numbers."""
    __tracebackhide__ = True
    exists(encode, name)
    called = f"{name}({'tokens' if tokens else '[]'}, vocab, {max_len})"
    result = call(encode, list(tokens), dict(vocab), max_len, called=called)
    exists(result, called)
    require(is_array(result) or isinstance(result, (list, tuple)), f"{called} is {kind(result)}", "be a list")
    if is_array(result):
        result = to_numpy(result).reshape(-1).tolist()
    ids = [to_numpy(i).item() if is_array(i) and to_numpy(i).ndim == 0 else i for i in result]
    whole = all(isinstance(i, int) and not isinstance(i, bool) for i in ids)
    require(whole, f"{called} holds things that are no whole numbers", "hold ids", "look each token up")
    return ids


def padding_invariant(model: Any, x: Any, *, pad: int = 0, name: str = "model", why: str = "") -> None:
    """Checks that a model's output for ids x (N, T) stays when more columns of `pad` follow, in eval mode."""
    __tracebackhide__ = True
    ids = to_numpy(x)
    with kept_mode(model):
        plain = forward(model, x, name=name, training=False)
        for extra in (1, 3, 20):
            longer = np.pad(ids, ((0, 0), (0, extra)), constant_values=pad)
            padded = forward(model, _like(longer, x), name=name, training=False)
            _agree(
                padded,
                plain,
                f"the output of `{name}` for the same texts changes when more padding follows them",
                why
                or "the last step of a padded text knows only padding: mask it, or take the last real step",
            )


def batch_invariant(model: Any, x: Any, *, name: str = "model", why: str = "") -> None:
    """Checks that each row of x (N, …) gets the same output alone, among others, and again later, in eval mode."""
    __tracebackhide__ = True
    ids = to_numpy(x)
    seen = f"the output of `{name}` for a text changes with its neighbours in the batch"
    why = why or "is the batch the first axis for each layer (batch_first=True)?"
    with kept_mode(model):
        together = forward(model, x, name=name, training=False)
        _agree(forward(model, _like(ids[::-1], x), name=name, training=False)[::-1], together, seen, why)
        for i in range(len(ids)):
            alone = forward(model, _like(ids[i : i + 1], x), name=name, training=False)
            _agree(alone, together[i : i + 1], seen, why)
        again = forward(model, x, name=name, training=False)
    later = f"the output of `{name}` for the same texts is another after other texts were read"
    _agree(again, together, later, "no state may be kept from one batch to the next")


def _agree(got: Array, want: Array, seen: str, why: str) -> None:
    """Raises AssertionError unless two outputs agree but for rounding."""
    __tracebackhide__ = True
    shapes = f"an output has shape {got.shape}"
    require(got.shape == want.shape, shapes, f"have shape {want.shape}", "one row for each text")
    gap = float(np.abs(got - want).max()) if got.size else 0.0
    # other batch shapes sum in another order: some 1e-7; a mistake moves logits by 1e-3 and more
    same = np.allclose(got, want, rtol=1e-4, atol=1e-5)
    require(same, f"{seen}, by up to {rounded(gap)}", "stay the same", why)


def _like(ids: Array, x: Any) -> Any:
    """An array of ids as the kind of thing that x is: a tensor of PyTorch, else an array."""
    if not hasattr(x, "detach"):
        return np.ascontiguousarray(ids)
    import torch

    return torch.from_numpy(np.ascontiguousarray(ids))


def is_logits(z: Any, *, name: str = "logits") -> None:
    """Checks that scores z (N, K) are raw: no softmax, log-softmax, sigmoid, tanh or ReLU came after them.

    K should be 30 or more: of that many logits of random weights some are negative and some are positive.
    """
    __tracebackhide__ = True
    array(z, name=name)
    finite(z, name=name)
    scores = to_numpy(z).astype(np.float64)
    require(scores.ndim == 2, f"`{name}` has shape {scores.shape}", "have two axes: texts and classes")
    inside = "the loss (cross-entropy) has the softmax inside, and a second one flattens its gradients"
    total = scores.sum(axis=1)
    softmax = bool((scores >= 0).all()) and bool(np.abs(total - 1).max() < 1e-3)
    require(not softmax, f"the rows of `{name}` are positive and sum to 1", "be raw scores", inside)
    highest = scores.max(axis=1, keepdims=True)
    log_total = highest[:, 0] + np.log(np.exp(scores - highest).sum(axis=1))
    logs = bool(np.abs(log_total).max() < 1e-3)
    require(not logs, f"the rows of `{name}` are log-probabilities", "be raw scores", inside)
    squashed = bool((np.abs(scores) <= 1).all()) and float((np.abs(scores) > 0.99).mean()) > 0.5
    require(not squashed, f"`{name}` is squashed into [-1, 1]", "be unbounded", "no tanh or sigmoid follows")
    zero = not scores.any()  # a last layer that starts at zero
    both = zero or (bool((scores < 0).any()) and bool((scores > 0).any()))
    require(
        both, f"all values of `{name}` have one sign", "have both", "no sigmoid or ReLU follows the scores"
    )


def no_softmax_inside(model: Any, x: Any, *, name: str = "model") -> None:
    """Checks that a PyTorch model of random weights gives raw scores for x, also with weights made larger.

    The weights are put back. The model should have 30 classes or more, see `is_logits`.
    """
    __tracebackhide__ = True
    made(model, name)
    require(is_module(model), f"`{name}` is {kind(model)}", "be an nn.Module")
    state = {key: value.clone() for key, value in dict(model.state_dict()).items()}
    with kept_mode(model):
        is_logits(forward(model, x, name=name, training=False), name=f"{name}(x)")
        weights = {key for key, _ in model.named_parameters()}
        larger = {key: 100 * value if key in weights else value for key, value in state.items()}
        model.load_state_dict(larger)
        try:
            is_logits(forward(model, x, name=name, training=False), name=f"{name}(x)")
        finally:
            model.load_state_dict(state)


def embedding_row_zero(model: Any, *, vocab_size: int, row: int = 0, name: str = "model") -> None:
    """Checks that the embedding of the id `row` is zero in each table of a PyTorch model.

    A table is a weight (vocab_size, D), or (D, vocab_size) of a linear layer over one-hot vectors.
    """
    __tracebackhide__ = True
    made(model, name)
    require(is_module(model), f"`{name}` is {kind(model)}", "be an nn.Module")
    matrices = [to_numpy(value) for value in dict(model.state_dict()).values() if value.ndim == 2]
    tables = [m if len(m) == vocab_size else m.T for m in matrices if vocab_size in m.shape]
    require(bool(tables), f"`{name}` has no embedding table of {vocab_size} rows", "have one")
    largest = max(float(np.abs(table[row]).max()) for table in tables)
    why = "`nn.Embedding(…, padding_idx=…)` makes that row zero and keeps it so"
    seen = f"the embedding of the padding (row {row}) has values up to {rounded(largest)}"
    require(largest == 0, seen, "be zero", why)
