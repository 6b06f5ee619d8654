"""Checks of word vectors: nearest words, and embedding layers that look them up."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from labkit.checks.calls import call
from labkit.checks.content import Array, to_numpy
from labkit.checks.values import close, exists, number, shape
from labkit.checks.words import kind, require

TIE = 1e-4  # similarities that differ by less may stand in either order: float32 has 7 digits


def nearest_words(
    result: Any,
    similarities: Mapping[str, float],
    k: int,
    *,
    name: str,
    left_out: Collection[str] = (),
    why: str = "",
) -> None:
    """Checks that `result` holds the k words of the highest similarity, the highest first.

    result: pairs (word, similarity), or words; for k = 1 the word alone is as good. similarities: the cosine of
    each word of the table; those `left_out` must not come.
    """
    __tracebackhide__ = True
    exists(result, name)
    pairs = _pairs(result, name)
    got = [word for word, _ in pairs]
    taken = [word for word in got if word in left_out]
    require(not taken, f"{name} holds a word that was asked with", "leave it out", why)
    require(
        len(got) == k, f"{name} has {len(got)} entries", f"have {k}", "one for each of the k nearest words"
    )
    known = all(word in similarities for word in got)
    require(
        known and len(set(got)) == k, f"{name} holds unknown or repeated words", "hold words of the table"
    )
    candidates = sorted((score for word, score in similarities.items() if word not in left_out), reverse=True)
    scores = [similarities[word] for word in got]
    rising = any(later > earlier + TIE for earlier, later in zip(scores, scores[1:], strict=False))
    wrong = sum(score < candidates[k - 1] - TIE for score in scores)
    require(not wrong, f"{wrong} of {k} words of {name} are not among the nearest", "be so", why)
    require(not rising, f"{name} is not in the order of similarity", "begin with the nearest word")
    told = [(score, value) for score, (_, value) in zip(scores, pairs, strict=True) if value is not None]
    if told:
        want, values = zip(*told, strict=True)
        why = "the cosine lies between -1 and 1, and is 1 for vectors that point the same way"
        close(list(values), list(want), name=f"the similarities in {name}", rtol=0, atol=1e-3, why=why)


def _pairs(result: Any, name: str) -> list[tuple[str, Any]]:
    """A result as pairs of a word and a similarity, which may be missing (None)."""
    __tracebackhide__ = True
    if isinstance(result, str):
        return [(result, None)]
    items = list(result.items()) if isinstance(result, Mapping) else result
    require(isinstance(items, (list, tuple, np.ndarray)), f"{name} is {kind(items)}", "be a list")
    pairs: list[tuple[str, Any]] = []
    for item in items:
        if isinstance(item, str):
            pairs.append((str(item), None))
            continue
        pair = isinstance(item, (list, tuple)) and len(item) == 2 and isinstance(item[0], str)
        require(pair, f"{name} holds {kind(item)}", "hold words, or pairs of a word and its similarity")
        number(item[1], name=f"a similarity in {name}")
        pairs.append((str(item[0]), float(item[1])))
    return pairs


def embedding_looks_up(layer: Any, matrix: Array, *, name: str = "layer") -> None:
    """Checks that an embedding layer answers id i with row i of `matrix`; ids (N, T) → vectors (N, T, D)."""
    __tracebackhide__ = True
    exists(layer, name)
    ids = np.random.permutation(np.resize(np.arange(len(matrix)), 2 * len(matrix))).reshape(2, -1)
    output = call(layer, ids, called=f"{name}(ids)")
    shape(output, (*ids.shape, matrix.shape[1]), name=f"{name}(ids)", why="a vector for each id")
    why = "the layer starts from the matrix, not from random numbers: id i gets row i"
    close(to_numpy(output), matrix[ids], name=f"{name}(ids)", rtol=1e-5, atol=1e-6, why=why)


def embedding_frozen(layer: Any, *, name: str = "layer", frozen: bool = True) -> None:
    """Checks that no weight of an embedding layer, of Keras or PyTorch, is trainable; or that one is.

    A layer of Keras has weights once it has been called.
    """
    __tracebackhide__ = True
    exists(layer, name)
    if hasattr(layer, "trainable_weights"):
        trainable = len(layer.trainable_weights)
    else:
        trainable = sum(bool(p.requires_grad) for p in layer.parameters())
    if frozen:
        why = "frozen vectors stay as they were trained on much more text than there is here"
        require(trainable == 0, f"`{name}` has {trainable} trainable weights", "have none", why)
    else:
        require(
            trainable > 0, f"`{name}` has no trainable weights", "have them", "it was asked to be trainable"
        )
