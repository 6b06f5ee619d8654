"""The reviews of the recurrent lab: the committed files are what the generator writes, and order decides."""

import csv
import io
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from labkit import order_reviews

ASSIGNMENTS = Path(order_reviews.__file__).parents[1]
DATA = ASSIGNMENTS / "l05_4_rnn" / "data"
VECTORS = ASSIGNMENTS / "l05_3_glove" / "data" / "glove.course.50d.txt"


def test_the_committed_files_are_what_the_generator_writes(tmp_path):
    order_reviews.write_data(tmp_path, VECTORS)
    names = {"train.csv", "validation.csv", "vectors.txt"}
    assert {path.name for path in DATA.iterdir()} == {path.name for path in tmp_path.iterdir()} == names
    for name in names:
        assert (DATA / name).read_bytes() == (tmp_path / name).read_bytes(), name


def test_every_line_of_the_vectors_is_one_of_the_course_s():
    lines = (DATA / "vectors.txt").read_text().splitlines()
    assert set(lines) <= set(VECTORS.read_text().splitlines())


def test_the_vectors_know_the_words_of_fresh_reviews():
    known = {line.split(" ", 1)[0] for line in (DATA / "vectors.txt").read_text().splitlines()}
    words = [word for text, _ in order_reviews.reviews(500, 7) for word in text.split()]
    assert sum(word in known for word in words) >= 0.98 * len(words)


def test_the_same_seed_gives_the_same_reviews_in_another_process():
    code = "from labkit import order_reviews; print(order_reviews.reviews(20, 5))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(order_reviews.reviews(20, 5))
    assert order_reviews.reviews(20, 5) != order_reviews.reviews(20, 6)


@pytest.mark.parametrize("split", ["train", "validation"])
def test_csv_holds_words_in_lower_case_and_two_labels(split):
    rows = order_reviews.rows(split)
    read = list(csv.reader(io.StringIO(order_reviews.csv_text(rows), newline="")))
    assert read == [["text", "label"], *([text, str(label)] for text, label in rows)]
    assert all(word.isalpha() and word.islower() for text, _ in rows for word in text.split())
    assert 0.45 < sum(label for _, label in rows) / len(rows) < 0.55


def test_some_labels_are_wrong():
    n, seed = order_reviews.SPLITS["train"]
    wrong = sum(
        a != b for a, b in zip(order_reviews.rows("train"), order_reviews.reviews(n, seed), strict=True)
    )
    assert 0.03 * n < wrong < 0.09 * n


def test_lengths_differ_and_some_reviews_are_cut():
    lengths = [len(text.split()) for text, _ in order_reviews.rows("train")]
    assert min(lengths) < 6
    assert 0.02 < sum(length > 40 for length in lengths) / len(lengths) < 0.1


def test_verdicts_stand_at_both_ends():
    words = {*order_reviews.GOOD, *order_reviews.BAD}
    places = Counter()
    for text, _ in order_reviews.reviews(1500, 3):
        split = text.split()
        at = [i for i, word in enumerate(split) if word in words]
        if len(split) > 30:
            places["start" if max(at) < 15 else "end" if min(at) > len(split) - 15 else "elsewhere"] += 1
    assert min(places["start"], places["end"]) > 20
    assert places["elsewhere"] == 0


def test_counting_words_tells_nothing():
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    texts, labels = zip(*order_reviews.rows("train"), strict=True)
    fresh, truth = zip(*order_reviews.reviews(600, 8), strict=True)
    bag = make_pipeline(CountVectorizer(), LogisticRegression(max_iter=500)).fit(texts, labels)
    assert bag.score(fresh, truth) < 0.62


def test_swapped_pairs_have_the_same_words():
    for content, discontent in order_reviews.swapped_pairs(100, 4):
        assert content != discontent
        assert sorted(content.split()) == sorted(discontent.split())
    assert order_reviews.swapped_pairs(5, 4) == order_reviews.swapped_pairs(5, 4)
