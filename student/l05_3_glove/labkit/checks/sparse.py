"""Checks of bags of words: sparse matrices, vectorisers, and what a pipeline may know of its texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from labkit.checks.calls import call
from labkit.checks.content import is_array, shape_of, to_numpy
from labkit.checks.streams import memory_below
from labkit.checks.values import exists
from labkit.checks.words import kind, require, rounded

MARKER = "qxvalidationmarker"


def stays_sparse(fn: Callable[..., Any], /, *args: Any, megabytes: float, name: str, why: str = "") -> None:
    """Checks that fn(*args) returns a sparse matrix and never takes more than `megabytes` on the way.

    Choose a bound well above what the stored entries take and well below what a dense array would.
    """
    __tracebackhide__ = True
    exists(fn, "the function")
    why = why or "beware of `.toarray()`, `.todense()`, and arithmetic that turns zeros into something else"
    try:
        issparse(call(fn, *args, called=name), name=name, why=why)
        memory_below(fn, *args, megabytes=megabytes, name=f"`{name}`", why=why)
    except MemoryError:
        seen = f"`{name}` asks for more memory than there is"
        require(False, seen, "keep to the entries that are not zero", why)


def issparse(x: Any, *, name: str, why: str = "") -> None:
    """Checks that `x` is a sparse matrix or array of SciPy, CSR or any other format."""
    __tracebackhide__ = True
    exists(x, name)
    seen = f"`{name}` is {'a dense array' if is_array(x) else kind(x)}"
    require(_is_sparse(x), seen, "be a sparse matrix of SciPy", why)


def matches_sklearn(
    x: Any, estimator: Any, data: Any, *, name: str, atol: float = 1e-9, columns: Any = None, why: str = ""
) -> None:
    """Checks that `x` equals what scikit-learn's `estimator.fit_transform(data)` gives.

    x: sparse or dense (N, V). columns: the V names of its columns, where they may stand in another order than
    the estimator's; each of the estimator's must be there once.
    """
    __tracebackhide__ = True
    exists(x, name)
    require(_is_sparse(x) or is_array(x), f"`{name}` is {kind(x)}", "be a matrix")
    want = _dense(estimator.fit_transform(data))
    require(shape_of(x) == want.shape, f"`{name}` has shape {shape_of(x)}", f"be {want.shape}", why)
    got = _dense(x)
    if columns is not None:
        got = got[:, _places(list(columns), estimator.get_feature_names_out().tolist(), name)]
    bad = int(np.count_nonzero(~np.isfinite(got)))
    where = "look for a division by zero, as in an empty row or column"
    require(bad == 0, f"{bad} of {got.size} values of `{name}` are NaN or infinite", "all be finite", where)
    gaps = np.abs(got - want)
    wrong = int(np.count_nonzero(gaps > atol))
    seen = f"{wrong} of {got.size} values of `{name}` are off, by up to {rounded(gaps.max(initial=0))}"
    require(wrong == 0, seen, "agree with scikit-learn's", why)


def no_leakage(
    pipeline: Any, texts: Sequence[str], labels: Any, unseen: Sequence[str], *, name: str = "pipeline"
) -> None:
    """Checks that a pipeline, fitted here on texts and labels, learns no word from the `unseen` texts.

    Predicting must not change the vocabulary, nor may a prediction depend on the other texts asked for. Some of
    the unseen texts get a marker word that no text holds.
    """
    __tracebackhide__ = True
    exists(pipeline, name)
    call(pipeline.fit, list(texts), labels, called=f"{name}.fit(texts, labels)")
    before = vocabulary(pipeline)
    known = _tokens(texts)
    strangers = {
        word for word in _tokens(unseen) - known if len(word) > 4
    }  # a short one may be part of a word
    strange = len(strangers & (before or set()))
    seen = f"after fit the vocabulary of `{name}` holds {strange} words that no text in fit has"
    why = "the vectoriser is to be fitted within the pipeline, on the training texts and nothing else"
    require(strange == 0, seen, "hold words of these texts only", why)
    marked = [f"{text} {MARKER}" if i % 2 else text for i, text in enumerate(unseen)]
    together = _predictions(pipeline, marked, name)
    changed = vocabulary(pipeline) != before
    fitted = "predicting only transforms: fit and fit_transform are for training texts"
    require(not changed, f"predict changes the vocabulary of `{name}`", "leave it as it was", fitted)
    alone = [_predictions(pipeline, [text], name)[0] for text in marked[:8]]
    same = all(a == b for a, b in zip(alone, together, strict=False))
    require(same, f"`{name}` predicts otherwise for a text alone than among others", "be the same", fitted)


def vocabulary(pipeline: Any) -> set[str] | None:
    """The terms that the vectorisers in a pipeline have learnt; None where none of them keeps a vocabulary."""
    terms = getattr(pipeline, "vocabulary_", None)
    if terms is not None:
        return {str(term) for term in terms}
    parts = getattr(pipeline, "steps", None) or getattr(pipeline, "transformer_list", None) or []
    found = [vocabulary(part[1]) for part in parts if not isinstance(part[1], str)]
    kept = [terms for terms in found if terms is not None]
    return set().union(*kept) if kept else None


def term_weights(pipeline: Any) -> tuple[list[str], np.ndarray[Any, Any]]:
    """The V terms that reach a fitted pipeline's linear classifier, and its coefficients (1 or K, V)."""
    coef = np.asarray(to_numpy(pipeline.steps[-1][1].coef_))
    try:
        names = list(pipeline[:-1].get_feature_names_out())
    except (AttributeError, TypeError, ValueError):  # some step before the vectoriser cannot tell names
        steps = [step for _, step in pipeline.steps[:-1] if vocabulary(step) is not None]
        names = list(steps[-1].get_feature_names_out())
    return [str(name) for name in names], coef


def _predictions(pipeline: Any, texts: Sequence[str], name: str) -> list[Any]:
    """One predicted label for each text."""
    __tracebackhide__ = True
    labels = call(pipeline.predict, list(texts), called=f"{name}.predict(texts)")
    exists(labels, f"{name}.predict(texts)")
    values = to_numpy(labels).tolist() if is_array(labels) else list(labels)
    seen = f"{name}.predict gives {len(values)} labels for {len(texts)} texts"
    require(len(values) == len(texts), seen, "give one for each")
    return values


def _tokens(texts: Sequence[str]) -> set[str]:
    """The words of texts, in lower case and as they stand."""
    return {word for text in texts for word in re.findall(r"\w+", text) + re.findall(r"\w+", text.lower())}


def _places(columns: list[Any], wanted: list[str], name: str) -> list[int]:
    """Where each wanted name stands among the columns' names."""
    __tracebackhide__ = True
    names = [str(column) for column in columns]
    missing = len(set(wanted) - set(names))
    seen = f"{missing} of {len(wanted)} terms are missing from the names of `{name}`"
    require(missing == 0 and len(names) == len(wanted), seen, "be there, each once")
    return [names.index(term) for term in wanted]


def _is_sparse(x: Any) -> bool:
    from scipy.sparse import issparse as sparse

    return bool(sparse(x))


def _dense(x: Any) -> np.ndarray[Any, Any]:
    """A small matrix as a dense float64 array."""
    array = x.toarray() if _is_sparse(x) else to_numpy(x)
    return np.asarray(array, dtype=np.float64)
