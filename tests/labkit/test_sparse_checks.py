"""Checks of bags of words: each with answers that pass and that fail."""

import numpy as np
import pytest
import scipy.sparse
from labkit import checks
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer

TEXTS = ["red apple", "red rose", "blue sea", "blue sky"] * 5
LABELS = np.array([0, 0, 1, 1] * 5)
UNSEEN = ["red cherry", "blue whale", "blue rose", "apple and sea"]


def fails(words: str):
    return pytest.raises(AssertionError, match=words)


def big(n: int = 2000, v: int = 3000):
    return scipy.sparse.random(n, v, density=0.001, format="csr", random_state=0)


def doubled(counts):
    return counts * 2


def dense_on_the_way(counts):
    return scipy.sparse.csr_matrix(counts.toarray() * 2)


def out_of_memory(counts):
    raise MemoryError


class RefitsItself(CountVectorizer):
    """Forgets all it knows when it sees new texts, and takes the words of the old ones by their places."""

    def transform(self, texts):
        width = len(self.vocabulary_)
        matrix = super().fit_transform(texts)
        matrix.resize(len(texts), width)
        return matrix


class SeesNeighbours(TfidfVectorizer):
    """Centres by the batch at hand."""

    def transform(self, texts):
        matrix = super().transform(texts).toarray()
        return matrix - matrix.mean(axis=0)


def test_stays_sparse_should_pass():
    checks.stays_sparse(doubled, big(), megabytes=10, name="double(counts)")
    checks.stays_sparse(doubled, scipy.sparse.csr_array(big()), megabytes=10, name="double(counts)")


def test_stays_sparse_should_fail():
    with fails(r"`double\(counts\)` takes \d+(\.\d+)? MB of memory, but should stay below 10 MB: beware of"):
        checks.stays_sparse(dense_on_the_way, big(), megabytes=10, name="double(counts)")
    with fails(r"`double\(counts\)` is a dense array, but should be a sparse matrix"):
        checks.stays_sparse(lambda x: x.toarray(), big(), megabytes=10, name="double(counts)")
    with fails("asks for more memory than there is"):
        checks.stays_sparse(out_of_memory, big(), megabytes=10, name="double(counts)")
    with fails("`the function` is not there yet"):
        checks.stays_sparse(None, big(), megabytes=10, name="double(counts)")


def test_issparse_should_pass():
    for kind in (scipy.sparse.csr_matrix, scipy.sparse.csr_array, scipy.sparse.csc_matrix):
        checks.issparse(kind(np.eye(3)), name="x")


def test_issparse_should_fail():
    with fails("`x` is a dense array, but should be a sparse matrix of SciPy: why"):
        checks.issparse(np.eye(3), name="x", why="why")
    with fails("`x` is a list"):
        checks.issparse([1], name="x")
    with fails("`x` is not there yet"):
        checks.issparse(None, name="x")


def test_matches_sklearn_should_pass():
    counts = CountVectorizer().fit_transform(TEXTS)
    weights = TfidfTransformer().fit_transform(counts)
    for x in (weights, scipy.sparse.csr_array(weights), weights.toarray()):
        checks.matches_sklearn(x, TfidfTransformer(), counts, name="x")
    names = CountVectorizer().fit(TEXTS).get_feature_names_out()[::-1]
    checks.matches_sklearn(counts[:, ::-1], CountVectorizer(), TEXTS, name="x", columns=names)


def test_matches_sklearn_should_fail():
    counts = CountVectorizer().fit_transform(TEXTS)
    weights = TfidfTransformer().fit_transform(counts)
    names = CountVectorizer().fit(TEXTS).get_feature_names_out()
    with fails(
        r"40 of 120 values of `x` are off, by up to 0\.\d+, but should agree with scikit-learn's: idf"
    ):
        checks.matches_sklearn(weights * 1.1, TfidfTransformer(), counts, name="x", why="idf")
    with fails(r"`x` has shape \(20, 5\), but should be \(20, 6\)"):
        checks.matches_sklearn(weights[:, 1:], TfidfTransformer(), counts, name="x")
    with fails("1 of 120 values of `x` are NaN or infinite"):
        weights.data[0] = np.nan
        checks.matches_sklearn(weights, TfidfTransformer(), counts, name="x")
    with fails("values of `x` are off"):
        checks.matches_sklearn(counts, CountVectorizer(), TEXTS, name="x", columns=names[::-1])
    with fails("1 of 6 terms are missing from the names of `x`"):
        checks.matches_sklearn(counts, CountVectorizer(), TEXTS, name="x", columns=["a", *names[1:]])
    with fails("`x` is a string"):
        checks.matches_sklearn("x", CountVectorizer(), TEXTS, name="x")


def test_no_leakage_should_pass():
    for vectorizer in (
        CountVectorizer(),
        TfidfVectorizer(ngram_range=(1, 2)),
        FeatureUnion([("one", CountVectorizer()), ("two", TfidfVectorizer(analyzer="char"))]),
        Pipeline([("count", CountVectorizer()), ("tfidf", TfidfTransformer())]),
    ):
        checks.no_leakage(make_pipeline(vectorizer, LogisticRegression()), TEXTS, LABELS, UNSEEN)


def test_no_leakage_should_fail():
    everything = CountVectorizer().fit(TEXTS + UNSEEN)
    fixed = CountVectorizer(vocabulary=everything.vocabulary_)
    with fails("After fit the vocabulary of `pipeline` holds 2 words that no text in fit has"):
        checks.no_leakage(make_pipeline(fixed, LogisticRegression()), TEXTS, LABELS, UNSEEN)
    with fails(
        "Predict changes the vocabulary of `pipeline`, but should leave it as it was: predicting only"
    ):
        checks.no_leakage(make_pipeline(RefitsItself(), LogisticRegression()), TEXTS, LABELS, UNSEEN)
    with fails("`pipeline` predicts otherwise for a text alone than among others"):
        pipeline = make_pipeline(SeesNeighbours(), LogisticRegression(C=100))
        checks.no_leakage(pipeline, TEXTS, LABELS, UNSEEN)
    with fails(r"pipeline\.predict\(texts\) raised ValueError"):
        again = FunctionTransformer(lambda texts: CountVectorizer().fit_transform(texts))
        checks.no_leakage(make_pipeline(again, LogisticRegression()), TEXTS, LABELS, UNSEEN)
    with fails("`pipeline` is not there yet"):
        checks.no_leakage(None, TEXTS, LABELS, UNSEEN)
