"""GloVe, trained from scratch: word vectors whose products give the logarithms of co-occurrence counts.

    python tools/train_glove.py FOLDER

trains the course's vectors on `labkit.relations` and writes them, in the text format of the published files, and
the file of analogy questions into the folder. That takes about half a minute on one thread, and gives the committed
files again, but for the last digits of some numbers (the order of sums is the machine's own).

It stands outside labkit, which students get: it holds answers of the lab.

Source: Pennington, Socher, Manning, "GloVe: Global Vectors for Word Representation", EMNLP 2014.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from labkit import corpus, relations
from scipy import sparse

Vectors = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]
Ids = npt.NDArray[np.int64]
VECTORS_FILE, ANALOGIES_FILE = "glove.course.50d.txt", "analogies.txt"
QUESTIONS, QUESTIONS_SEED = 40, 73  # of each category

Questions = Mapping[str, Sequence[tuple[str, str, str, str]]]


@dataclass(frozen=True)
class Settings:
    """What the course's vectors are trained with; documents and seed belong to the corpus."""

    documents: int = 70_000
    corpus_seed: int = 71
    min_count: int = 20
    window: int = 8
    dim: int = 50
    x_max: float = 20.0
    alpha: float = 0.75
    rate: float = 0.05
    epochs: int = 60
    batch: int = 8192
    seed: int = 72


def vocabulary(documents: Iterable[Sequence[str]], min_count: int) -> list[str]:
    """The words that appear at least `min_count` times, the most frequent first, ties in order of the alphabet."""
    counts = Counter(word for document in documents for word in document)
    kept = [word for word, count in counts.items() if count >= min_count]
    return sorted(kept, key=lambda word: (-counts[word], word))


def count_pairs(documents: Iterable[Sequence[str]], words: Sequence[str], window: int) -> Any:
    """The symmetric co-occurrence matrix (V, V): each pair of words d apart, d ≤ window, counts 1 / d."""
    index = {word: i for i, word in enumerate(words)}
    gap = [-1] * window  # so that no pair reaches from one document into the next
    ids = np.array([i for document in documents for i in (*(index.get(w, -1) for w in document), *gap)])
    total = sparse.csr_matrix((len(words), len(words)))
    for d in range(1, window + 1):
        left, right = ids[:-d], ids[d:]
        known = (left >= 0) & (right >= 0)
        total += sparse.coo_matrix(
            (np.full(int(known.sum()), 1 / d), (left[known], right[known])), shape=total.shape
        ).tocsr()
    return total + total.T


def train(counts: Any, settings: Settings) -> tuple[Floats, list[float]]:
    """Vectors w + w̃ (V, D) for a co-occurrence matrix, and the loss of each epoch, a mean over its entries.

    Minimises Σ f(x_ij) (w_i·w̃_j + b_i + b̃_j − log x_ij)² over the entries above 0, in batches, by AdaGrad.
    """
    rng = np.random.RandomState(settings.seed)  # RandomState's numbers never change
    entries = counts.tocoo()
    weights = np.minimum(1, entries.data / settings.x_max) ** settings.alpha
    model = _Model(rng, counts.shape[0], settings)
    losses = []
    for _ in range(settings.epochs):
        order = rng.permutation(len(entries.data))
        loss = 0.0
        for start in range(0, len(order), settings.batch):
            pick = order[start : start + settings.batch]
            loss += model.step(
                entries.row[pick], entries.col[pick], np.log(entries.data[pick]), weights[pick]
            )
        losses.append(loss / len(order))
    return model.words[:, :-2] + model.contexts[:, :-2], losses


class _Model:
    """Word and context vectors, each with two more columns: (w, b, 1) · (w̃, 1, b̃) = w·w̃ + b + b̃."""

    def __init__(self, rng: np.random.RandomState, n: int, settings: Settings) -> None:
        self.rate = settings.rate
        self.words, self.contexts = ((rng.rand(n, settings.dim + 2) - 0.5) / settings.dim for _ in range(2))
        self.words[:, -1], self.contexts[:, -2] = 1, 1
        self.squares = [np.ones_like(self.words), np.ones_like(self.contexts)]

    def step(self, i: Ids, j: Ids, logs: Floats, weights: Floats) -> float:
        """One step of AdaGrad on a batch of entries; returns their summed loss before it."""
        gaps = np.einsum("nd,nd->n", self.words[i], self.contexts[j]) - logs
        shape = (len(self.words), len(self.words))
        slopes = sparse.csr_matrix((weights * gaps, (i, j)), shape=shape)
        grads = slopes @ self.contexts, slopes.T @ self.words
        grads[0][:, -1], grads[1][:, -2] = 0, 0  # the ones stay
        for table, squares, grad in zip((self.words, self.contexts), self.squares, grads, strict=True):
            table -= self.rate * grad / np.sqrt(squares)
            squares += grad**2
        return float(np.sum(weights * gaps**2))


def course_vectors(settings: Settings | None = None) -> tuple[list[str], Vectors]:
    """The course's words and their vectors (V, D), trained anew."""
    settings = settings or Settings()
    documents = corpus.documents(settings.documents, settings.corpus_seed)
    words = vocabulary(documents, settings.min_count)
    vectors, _ = train(count_pairs(documents, words, settings.window), settings)
    return words, vectors.astype(np.float32)


def glove_text(words: Sequence[str], vectors: Vectors) -> str:
    """Vectors in GloVe's text format: a line a word, the word and its numbers with single spaces between."""
    rows = (" ".join(f"{x:.4f}" for x in row) for row in vectors)
    return "".join(f"{word} {row}\n" for word, row in zip(words, rows, strict=True))


def accuracy(words: Sequence[str], vectors: Vectors, questions: Questions) -> dict[str, float]:
    """For each category the share of questions whose fourth word is nearest to b − a + c, by the cosine.

    The three words of the question are left out; a word that the table lacks is a KeyError.
    """
    index = {word: i for i, word in enumerate(words)}
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    shares = {}
    for category, asked in questions.items():
        a, b, c, d = np.array([[index[word] for word in question] for question in asked]).T
        scores = (unit[b] - unit[a] + unit[c]) @ unit.T  # (Q, V)
        for taken in (a, b, c):
            scores[np.arange(len(asked)), taken] = -np.inf
        shares[category] = float(np.mean(scores.argmax(axis=1) == d))
    return shares


def analogies_text(questions: Questions) -> str:
    """Analogy questions in the format of word2vec's file: ": category", then a line of four words for each."""
    return "".join(
        f": {category}\n" + "".join(" ".join(question) + "\n" for question in asked)
        for category, asked in questions.items()
    )


def write_files(folder: Path) -> None:
    """Writes the lab's vectors and questions into the folder, and prints how many questions come out right."""
    words, vectors = course_vectors()
    questions = relations.questions(QUESTIONS, QUESTIONS_SEED)
    (folder / VECTORS_FILE).write_text(glove_text(words, vectors), encoding="utf-8", newline="\n")
    (folder / ANALOGIES_FILE).write_text(analogies_text(questions), encoding="utf-8", newline="\n")
    for category, share in accuracy(words, vectors, questions).items():
        print(f"{category:24} {share:.3f}")


if __name__ == "__main__":
    write_files(Path(sys.argv[1]))
