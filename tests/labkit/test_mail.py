"""The mail: its CSV is what the generator makes, and its words are distributed as the lab needs them."""

import csv
import io
import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from labkit import mail
from labkit.data import load_mail

DATA = Path(mail.__file__).parents[1] / "l05_2_bow" / "data"


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


@pytest.mark.parametrize("split", ["train", "validation"])
def test_the_committed_csv_is_what_the_generator_writes(split):
    assert (DATA / f"{split}.csv").read_bytes() == mail.csv_text(mail.rows(split)).encode()


def test_write_csv_writes_both_files(tmp_path):
    mail.write_csv(tmp_path)
    for split in ("train", "validation"):
        assert (tmp_path / f"{split}.csv").read_bytes() == (DATA / f"{split}.csv").read_bytes()


def test_the_same_seed_gives_the_same_mail_in_another_process():
    code = "from labkit import mail; print(ascii(mail.messages(20, 5)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ascii(mail.messages(20, 5))
    assert mail.messages(20, 5) != mail.messages(20, 6)


def test_a_csv_reader_gets_the_rows_back():
    rows = mail.rows("train")
    read = list(csv.reader(io.StringIO(mail.csv_text(rows), newline="")))
    assert read == [["text", "spam"], *([text, str(spam)] for text, spam in rows)]


def test_half_of_it_is_spam_and_some_labels_are_wrong():
    n, seed = mail.SPLITS["train"]
    true, rows = mail.messages(n, seed), mail.rows("train")
    assert 0.45 < sum(spam for _, spam in true) / n < 0.55
    assert 0.04 < sum(a != b for a, b in zip(true, rows, strict=True)) / n < 0.08


def test_the_vocabulary_has_a_heavy_tail():
    counts = Counter(word for text, _ in mail.rows("train") for word in words(text))
    ordered = sorted(counts.values(), reverse=True)
    assert len(ordered) > 3000
    assert sum(ordered[:100]) > 0.4 * sum(ordered)
    assert sum(n == 1 for n in ordered) > 0.45 * len(ordered)


def test_words_of_pairs_tell_nothing_alone():
    messages = mail.messages(6000, 3)
    pair, alone = Counter(), Counter()
    for text, spam in messages:
        tokens = words(text)
        pair[spam] += ("last", "chance") in set(pairwise(tokens))
        alone[spam] += "last" in tokens
    assert pair[1] > 5 * pair[0]
    assert 0.85 < alone[1] / alone[0] < 1.18
    assert sorted(mail.IN_HAM) == sorted(mail.IN_SPAM) == list(range(len(mail.SECOND)))
    assert all(a != b for a, b in zip(mail.IN_HAM, mail.IN_SPAM, strict=True))


def test_lists_of_words_do_not_overlap():
    everyday = [word for line in mail.EVERYDAY for word in line]
    lists = [mail.SPAM, mail.HAM, everyday, mail.SECOND]
    together = [word for words in lists for word in words]
    assert [word for word, n in Counter(together).items() if n > 1] == []


def test_load_mail_gives_texts_and_labels():
    texts, labels = load_mail(50, 7)
    assert list(zip(texts, labels.tolist(), strict=True)) == mail.messages(50, 7)
    assert labels.dtype == np.int64
