"""Product reviews: their CSV is what the generator makes, and words alone do not tell the classes apart."""

from collections import Counter
from pathlib import Path

import pytest
from labkit import product_reviews

DATA = Path(product_reviews.__file__).parents[1] / "l06_bert" / "data"


@pytest.mark.parametrize("split", ["train", "validation"])
def test_the_committed_csv_is_what_the_generator_writes(split, tmp_path):
    product_reviews.write_csv(tmp_path)
    assert (DATA / f"{split}.csv").read_bytes() == (tmp_path / f"{split}.csv").read_bytes()


def test_two_thousand_reviews_of_which_few_labels_are_wrong():
    for split, (n, seed) in product_reviews.SPLITS.items():
        logged, true = product_reviews.rows(split), product_reviews.reviews(n, seed)
        assert [text for text, _ in logged] == [text for text, _ in true]
        wrong = sum(a != b for (_, a), (_, b) in zip(logged, true, strict=True))
        assert 0.02 < wrong / n < 0.06
        assert 0.45 < sum(label for _, label in logged) / n < 0.55
    assert sum(n for n, _ in product_reviews.SPLITS.values()) == 2000


def test_counting_words_of_praise_tells_little():
    praise, blame = set(product_reviews.PRAISE.split()), set(product_reviews.BLAME.split())
    assert not praise & blame
    right = 0
    rows = product_reviews.reviews(2000, 7)
    for text, label in rows:
        words = Counter(text.lower().replace(",", " ").replace(".", " ").replace("!", " ").split())
        balance = sum(words[w] for w in praise) - sum(words[w] for w in blame)
        right += (balance > 0) == label
    assert right / len(rows) < 0.75
