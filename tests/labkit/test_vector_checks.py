"""Checks of word vectors, and what tests of them make in the student's process: each can pass, each can fail."""

import numpy as np
import pytest
import torch
from labkit import checks, files, spelling

SCORES = {"a": 0.9, "b": 0.8, "c": 0.79999, "d": -0.3}


@pytest.mark.parametrize(
    "result",
    [
        [("a", 0.9), ("b", 0.8)],
        (["a", np.float32(0.9)], ("b", 0.8)),
        ["a", "b"],
        ["a", "c"],  # a tie
        {"a": 0.9, "b": 0.8},
        np.array(["a", "b"]),
    ],
)
def test_nearest_words_should_pass(result):
    checks.nearest_words(result, SCORES, 2, name="the answer")


def test_nearest_words_should_pass_for_one_word():
    checks.nearest_words("a", SCORES, 1, name="the answer")
    checks.nearest_words(["b"], SCORES, 1, name="the answer", left_out=["a"])


@pytest.mark.parametrize(
    ("result", "message"),
    [
        (None, "not there yet"),
        (["a"], "has 1 entries, but should have 2"),
        (["b", "a"], "order of similarity"),
        (["a", "d"], "1 of 2 words .* not among the nearest"),
        (["a", "a"], "unknown or repeated"),
        (["a", "z"], "unknown or repeated"),
        ([("a", 0.9), ("b", 3.0)], "off, by up to 2.2"),
        ([("a", 0.9), ("b", None)], "not there yet"),
        ([1, 2], "holds a number"),
        (7, "is a number, but should be a list"),
    ],
)
def test_nearest_words_should_fail(result, message):
    with pytest.raises(AssertionError, match=message):
        checks.nearest_words(result, SCORES, 2, name="the answer")


def test_nearest_words_should_fail_for_a_word_asked_with():
    with pytest.raises(AssertionError, match="asked with"):
        checks.nearest_words(["a"], SCORES, 1, name="the answer", left_out=["a"])


def embedding(matrix, freeze):
    layer = torch.nn.Embedding.from_pretrained(torch.tensor(matrix), freeze=freeze)
    return lambda ids: layer(torch.as_tensor(ids))


def test_embedding_looks_up_should_pass():
    matrix = np.random.randn(6, 4).astype(np.float32)
    checks.embedding_looks_up(embedding(matrix, True), matrix)


def test_embedding_looks_up_should_fail():
    matrix = np.random.randn(6, 4).astype(np.float32)
    with pytest.raises(AssertionError, match="starts from the matrix"):
        checks.embedding_looks_up(embedding(matrix[::-1].copy(), True), matrix)
    with pytest.raises(AssertionError, match="a vector for each id"):
        checks.embedding_looks_up(embedding(matrix[:, :3].copy(), True), matrix)
    with pytest.raises(AssertionError, match="raised IndexError"):
        checks.embedding_looks_up(embedding(matrix[:3], True), matrix)


@pytest.mark.parametrize("frozen", [True, False])
def test_embedding_frozen_should_pass_and_fail(frozen):
    layer = torch.nn.Embedding(4, 2)
    layer.requires_grad_(not frozen)
    checks.embedding_frozen(layer, frozen=frozen)
    with pytest.raises(AssertionError, match="trainable weights"):
        checks.embedding_frozen(layer, frozen=not frozen)


def test_files_are_made_and_removed(tmp_path):
    path = files.temporary("a.txt", "zoë\n")
    with open(path, encoding="utf-8") as file:
        assert file.read() == "zoë\n"
    files.discard(path)
    with pytest.raises(FileNotFoundError), open(path, encoding="utf-8"):
        pass


def test_kinds_of_arrays_tell_pickles(tmp_path):
    path = str(tmp_path / "a.npz")
    np.savez(path, words=np.array(["a"]), x=np.ones(2), bad=np.array(["a"], dtype=object))
    assert files.array_kinds(path) == {"words": "U", "x": "f", "bad": "pickle"}
    assert files.array_kinds(path.removesuffix(".npz"))["x"] == "f"
    (tmp_path / "b.npz").write_text("no archive")
    with pytest.raises(ValueError, match="pickle"):
        files.array_kinds(str(tmp_path / "b.npz"))


def test_another_process_has_other_hashes():
    assert spelling.Rehashed("sol") == "sol"
    assert hash(spelling.Rehashed("sol")) != hash("sol")
    here, elsewhere = spelling.in_two_processes(hash, "sol")
    assert here != elsewhere
    assert spelling.in_two_processes(str.encode, "sol") == (b"sol", b"sol")


def test_the_scripted_solver_answers_as_told():
    solve = spelling.ScriptedSolver({("a", "b", "c"): "d"})
    assert solve("a", "b", "c") == ["d"]
    assert solve("a", "b", "c", 2) == ["d", "one"]
    assert solve.asked == [("a", "b", "c")] * 2
