"""The mission log: its CSV is what the generator makes, and is as awkward as the lab promises."""

import csv
import io
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from labkit import mission_log
from labkit.data import load_mission_log

DATA = Path(mission_log.__file__).parents[1] / "l03_3_text_lstm" / "data"


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.lower())


@pytest.mark.parametrize("split", ["train", "validation"])
def test_the_committed_csv_is_what_the_generator_writes(split):
    made = mission_log.csv_text(mission_log.rows(split)).encode()
    assert (DATA / f"{split}.csv").read_bytes() == made


def test_write_csv_writes_both_files(tmp_path):
    mission_log.write_csv(tmp_path)
    for split in ("train", "validation"):
        assert (tmp_path / f"{split}.csv").read_bytes() == (DATA / f"{split}.csv").read_bytes()


def test_the_same_seed_gives_the_same_messages_in_another_process():
    code = "from labkit import mission_log; print(ascii(mission_log.messages(20, 5)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ascii(mission_log.messages(20, 5))
    assert mission_log.messages(20, 5) != mission_log.messages(20, 6)


def test_a_csv_reader_gets_the_rows_back():
    rows = mission_log.rows("train")
    text = mission_log.csv_text(rows)
    assert [tuple(row) for row in csv.reader(io.StringIO(text, newline=""))] == [("text", "label"), *rows]
    quoted = [text for text, _ in rows if "," in text and "\n" in text]
    assert len(quoted) > 50
    assert any('"' in text for text, _ in rows)
    assert text.count("\n") > len(rows) + 300  # reading line by line gives nonsense


@pytest.mark.parametrize("split", ["train", "validation"])
def test_every_subsystem_has_its_share_of_messages(split):
    rows = mission_log.rows(split)
    counts = Counter(label for _, label in rows)
    assert set(counts) == set(mission_log.PARTS)
    assert min(counts.values()) >= 0.16 * len(rows)
    assert list(dict.fromkeys(label for _, label in rows)) != sorted(counts)  # order by appearance differs


def test_texts_are_missing_and_labels_are_wrong_now_and_then():
    rows = mission_log.rows("train")
    n, seed = mission_log.SPLITS["train"]
    true = mission_log.messages(n, seed, new_words=False)
    wrong = sum(a[1] != b[1] for a, b in zip(rows, true, strict=True)) / n
    missing = sum(not text for text, _ in rows) / n
    assert 0.09 < wrong < 0.15
    assert 0.01 < missing < 0.035


def test_some_words_are_in_validation_messages_only():
    known = Counter(word for text, _ in mission_log.rows("train") for word in words(text))
    later = Counter(word for text, _ in mission_log.rows("validation") for word in words(text))
    new = [word.lower() for word in (*mission_log.NEW_CREW, *mission_log.NEW_SITES)]
    assert all(word not in known and later[word] > 1 for word in new)
    unknown = sum(n for word, n in later.items() if known[word] < 2)
    assert 0.02 < unknown / later.total() < 0.1
    parts = [part for group in mission_log.PARTS.values() for part in group]
    assert all(known[part] > 10 for part in parts)


def test_some_texts_are_longer_than_a_hundred_words():
    lengths = sorted(len(words(text)) for text, _ in mission_log.rows("train"))
    assert 0.03 < sum(n > 100 for n in lengths) / len(lengths) < 0.08
    assert lengths[len(lengths) // 2] < 25


def test_the_cause_stands_within_the_first_hundred_words():
    parts = [part for group in mission_log.PARTS.values() for part in group]
    for text, _ in mission_log.messages(500, 7):
        named = [i for i, word in enumerate(words(text)) if word in parts]
        assert named
        assert max(named) < 98


def test_messages_have_the_same_words_for_other_causes():
    """Many messages name two parts of different subsystems, so that a bag of words cannot tell."""
    home = {part: name for name, group in mission_log.PARTS.items() for part in group}
    both = [len({home[w] for w in words(text) if w in home}) for text, _ in mission_log.messages(500, 8)]
    assert 0.6 < sum(n == 2 for n in both) / len(both) < 0.8
    assert set(both) == {1, 2}


def test_the_loader_gives_fresh_messages_with_true_causes():
    texts, causes = load_mission_log(30, seed=3)
    assert list(zip(texts, causes, strict=True)) == mission_log.messages(30, 3)
    assert all(texts)
