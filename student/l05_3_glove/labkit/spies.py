"""Spies for the process in which a student's function runs: how it uses a spaCy pipeline, and the wordcloud library.

This module stands on its own (it imports nothing else of labkit), so that a test can ask for it by
`there("labkit.spies")`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

SPY = "labkit_spy"


class PipeSpy:
    """A component at the end of a spaCy pipeline that counts texts, by whether they come alone or in a stream."""

    def __init__(self) -> None:
        self.alone, self.streams, self.streamed = 0, 0, 0

    def __call__(self, doc: Any) -> Any:
        """nlp(text) comes here."""
        self.alone += 1
        return doc

    def pipe(self, docs: Iterable[Any], **_: Any) -> Iterator[Any]:
        """nlp.pipe(texts) comes here."""
        self.streams += 1
        for doc in docs:
            self.streamed += 1
            yield doc


def pipeline(names: Mapping[str, Sequence[str]]) -> Any:
    """A blank English pipeline that finds the names of each label, with a PipeSpy at its end."""
    import spacy
    from spacy.language import Language

    if not Language.has_factory(SPY):
        Language.factory(SPY, func=lambda nlp, name: PipeSpy())
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": name} for label in names for name in names[label]])
    nlp.add_pipe(SPY)
    return nlp


def pipeline_use(nlp: Any) -> dict[str, int]:
    """How a pipeline made by `pipeline` was used so far: texts `alone`, `streams`, and texts `streamed`."""
    spy = nlp.get_pipe(SPY)
    return {"alone": spy.alone, "streams": spy.streams, "streamed": spy.streamed}


def cloud(fn: Callable[..., Any], *args: Any) -> dict[str, Any]:
    """What fn(*args) draws: `image`, an array, and `drawn`, the frequencies of each cloud that was laid out."""
    from wordcloud import WordCloud

    original, drawn, depth = WordCloud.generate_from_frequencies, [], [0]

    def spy(self: Any, frequencies: Mapping[str, float], *more: Any, **options: Any) -> Any:
        if not depth[0]:  # it calls itself to find a size for the letters
            drawn.append({str(word): float(count) for word, count in frequencies.items()})
        depth[0] += 1
        try:
            return original(self, frequencies, *more, **options)
        finally:
            depth[0] -= 1

    WordCloud.generate_from_frequencies = spy
    try:
        image = fn(*args)
    finally:
        WordCloud.generate_from_frequencies = original
    return {"image": None if image is None else np.asarray(image), "drawn": drawn}
