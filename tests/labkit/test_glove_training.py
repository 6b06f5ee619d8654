"""The course's word vectors: what the trainer makes, with the relations that the corpus was given."""

import re

import numpy as np
import pytest
from labkit import corpus, data, opinions, relations, vectors

from tools import train_glove
from tools.train_glove import Settings


def test_pairs_count_one_over_their_distance_within_a_document():
    words = ["a", "b", "c", "d"]
    counts = train_glove.count_pairs([["a", "b", "x", "c"], ["d", "a"]], words, window=2).toarray()
    expected = np.zeros((4, 4))
    expected[0, 1] = expected[1, 0] = 1
    expected[1, 2] = expected[2, 1] = 1 / 2
    expected[0, 3] = expected[3, 0] = 1  # the d beside the c is in another document
    np.testing.assert_allclose(counts, expected)


def test_the_vocabulary_is_sorted_by_frequency():
    assert train_glove.vocabulary([["b", "a", "c"], ["c", "b", "a", "c"]], 2) == ["c", "a", "b"]


def test_training_fits_the_logarithms():
    rng = np.random.RandomState(0)
    low_rank = np.exp(0.5 * (table := rng.randn(30, 3)) @ table.T)
    settings = Settings(dim=6, epochs=400, batch=100, rate=0.1, x_max=1e-9)
    fitted, losses = train_glove.train(train_glove.sparse.csr_matrix(low_rank), settings)
    assert fitted.shape == (30, 6)
    assert losses[-1] < 0.02 < losses[0]


def test_the_same_seed_gives_the_same_documents():
    assert corpus.documents(20, 5) == corpus.documents(20, 5) != corpus.documents(20, 6)


def test_documents_are_made_of_words_only():
    assert all(re.fullmatch(r"[a-z']+", word) for document in corpus.documents(2000, 1) for word in document)


def test_the_committed_file_is_small_and_plain():
    path = data.load_glove_path()
    assert path.stat().st_size < 1e6
    words, table = vectors.course_table()
    assert len(set(words)) == len(words) == len(table) > 1000
    assert table.shape[1] == 50
    assert train_glove.glove_text(words, table) == path.read_text(encoding="utf-8")


def test_the_committed_questions_are_those_of_the_relations():
    made = relations.questions(train_glove.QUESTIONS, train_glove.QUESTIONS_SEED)
    assert vectors.analogy_questions() == made
    assert all(len(set(question)) == 4 for asked in made.values() for question in asked)


def test_relations_hold_in_the_committed_vectors():
    shares = train_glove.accuracy(*vectors.course_table(), vectors.analogy_questions())
    assert set(shares) == set(relations.categories())
    assert min(shares.values()) > 0.7
    assert np.mean(list(shares.values())) > 0.9


def test_praise_keeps_to_praise():
    words, table = vectors.course_table()
    index = {word: i for i, word in enumerate(words)}
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    good, bad = ([index[word] for word in listed] for listed in (opinions.PRAISE, opinions.BLAME))
    centres = unit[good].mean(axis=0), unit[bad].mean(axis=0)
    right = [*(unit[good] @ (centres[0] - centres[1]) > 0), *(unit[bad] @ (centres[0] - centres[1]) < 0)]
    assert np.mean(right) > 0.95


def test_a_missing_file_says_where_it_was_looked_for(tmp_path, monkeypatch):
    monkeypatch.setenv("GLOVE_HOME", str(tmp_path))
    with pytest.raises(data.DataError, match="GLOVE_HOME"):
        data.load_glove_path("glove.6B.50d.txt")
    (tmp_path / "glove.6B.50d.txt").write_text("a 1 2\n")
    assert data.load_glove_path("glove.6B.50d.txt") == tmp_path / "glove.6B.50d.txt"
    assert vectors.published_files() == [tmp_path / "glove.6B.50d.txt"]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_training_anew_gives_the_committed_vectors():
    """Numbers are rounded to 4 digits in the file; other machines add in another order, which training amplifies a
    little: the cosine of old and new vectors tells whether they are the same but for that."""
    words, made = train_glove.course_vectors()
    known, table = vectors.course_table()
    assert words == known
    cosines = (made * table).sum(axis=1) / np.linalg.norm(made, axis=1) / np.linalg.norm(table, axis=1)
    assert cosines.min() > 0.99
    questions = vectors.analogy_questions()
    shares, old = (train_glove.accuracy(words, t, questions) for t in (made, table))
    assert all(abs(shares[name] - old[name]) < 0.06 for name in questions)  # at most 2 of 40 questions


def test_a_judge_elsewhere_reads_the_file_where_the_student_works(tmp_path, monkeypatch):
    monkeypatch.setattr(vectors, "_course_folders", lambda: iter([tmp_path / "nowhere"]))
    monkeypatch.chdir(vectors.Path(vectors.__file__).parents[1] / "l05_3_glove")
    words, table = vectors.course_table()
    assert len(words) == len(table) > 1000
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError):
        vectors.course_table()
