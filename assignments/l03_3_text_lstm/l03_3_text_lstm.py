# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [raw]
# # ASSIGNMENT CONFIG
# name: l03_3_text_lstm
# init_cell: true
# tests:
#   ok_format: false
#   files: true
# strip_solutions_from_all_cells: true
# show_question_points: true
# export_cell:
#   pdf: false
#   run_tests: false
#   instructions: Save the notebook, run this cell, and hand in the zip file that it makes.

# %% [markdown]
# # An end-to-end text classifier
#
# A rover writes a log, or rather its crew does, in a hurry and with gloves on. Each message about a breakdown has to
# reach the right team: *air*, *drive*, *heating*, *power* or *radio*. So far someone reads all of them every night.
# That is your job now, and you would rather have a network do it.
#
# It is not enough to look for words. These two messages have exactly the same ones, and go to different teams:
#
# > *It was the battery, not the antenna.* → power
# >
# > *It was the antenna, not the battery.* → radio
#
# **Order** tells them apart, and a network that reads in order is a *recurrent* one. In this lab you go the whole way,
# from a raw file to a trained classifier:
#
# CSV → texts → tokens → ids → **embedding → LSTM → logits**
#
# Most mistakes on that way raise no error. They only cost accuracy: a text cut at the wrong end, an unknown word left
# out, a network that reads padding. You need about an hour and a half. Run the check below a question as often as you
# like; further, hidden tests look at the idea when you hand in.

# %%
import csv
import re
import time
from collections import Counter
from pathlib import Path

import labkit
import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn.functional as F
from labkit.mission_log import PARTS
from torch import nn

labkit.seed_everything(0)

# %% [markdown]
# ## The log
#
# The file `data/train.csv` has two columns, `text` and `label`. This is how it begins:

# %%
print(Path("data/train.csv").read_text(encoding="utf-8")[:650])

# %% [markdown]
# A text that holds commas, line breaks or quotation marks stands in quotation marks itself, and a quotation mark
# within it is doubled. So one row may take several lines, and a comma may be part of a text. Some texts are missing.
# And about every eighth label is wrong: the crew was tired.

# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 2.5

# %% [markdown]
# ### Question 1: read the data
#
# Write `read_data(path)`, which returns `(texts, labels, names)` for a CSV file with the header `text,label`:
#
# - `texts`: the list of all texts, just as they were logged, with their commas, quotation marks and line breaks. A
#   missing text is the empty string `""`: its row stays, so that texts and labels keep in step.
# - `names`: the list of the different labels in **sorted** order.
# - `labels`: a list of whole numbers, for each text the place of its label in `names`. So the numbers mean the same
#   whichever message comes first in a file.
#
# Files are UTF-8. The modules `csv` and `pandas` both know the rules for quotation marks; `line.split(",")` does not.

# %% [raw]
# # BEGIN SOLUTION


# %%
def read_data(path):
    """The texts of a CSV file, their labels as numbers, and the labels' names in sorted order."""
    # BEGIN SOLUTION
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = sorted({row["label"] for row in rows})
    number = {name: i for i, name in enumerate(names)}
    return [row["text"] or "" for row in rows], [number[row["label"]] for row in rows], names
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: Texts, labels and names, as many as there are rows.
"""  # END TEST CONFIG


def test_texts_labels_and_names(read_data):
    from labkit import checks

    checks.exists(read_data, "read_data")
    called = "read_data('data/train.csv')"
    result = checks.call(read_data, "data/train.csv", called=called)
    checks.exists(result, called)
    assert len(result) == 3, f"{called} should return three things: (texts, labels, names)."
    texts, labels, names = (list(part) for part in result)
    assert names == ["air", "drive", "heating", "power", "radio"], (
        f"names has {len(names)} entries, but should be the five labels in sorted order."
    )
    assert len(texts) == 1800, (
        f"There are {len(texts)} texts, but should be 1800: one for each row of the file."
    )
    assert len(labels) == 1800, (
        f"There are {len(labels)} labels, but should be 1800: one for each row of the file."
    )
    assert all(isinstance(text, str) for text in texts), "Every text should be a string, a missing one too."
    numbers = {label if isinstance(label, str) else int(label) for label in labels}
    assert numbers == {0, 1, 2, 3, 4}, "The labels should be the whole numbers 0 to 4, places in names."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at texts with commas, quotation marks and line breaks.
"""  # END TEST CONFIG


def test_quoted_texts_come_whole(read_data):
    import random

    from labkit import checks, mission_log, there

    checks.exists(read_data, "read_data")
    rows = mission_log.messages(60, random.getrandbits(32))
    rows += [('Stop, said Zoë.\nThen "stop, now!"', "air"), ("One, two,\n\nthree", "power")]
    random.shuffle(rows)
    folder = there("tempfile").mkdtemp()
    path = there("pathlib").Path(folder, "log.csv")
    path.write_bytes(mission_log.csv_text(rows).encode())
    result = checks.call(read_data, str(path), called="read_data(path)")
    there("shutil").rmtree(folder)
    checks.exists(result, "read_data(path)")
    texts = list(result[0])
    assert len(texts) == len(rows), (
        f"A file of {len(rows)} rows gives {len(texts)} texts, but should give as many: a text in quotation marks may "
        "hold commas and line breaks, so let the csv module or pandas take the rows apart."
    )
    wrong = sum(got != text for got, (text, _) in zip(texts, rows, strict=True))
    assert wrong == 0, (
        f"{wrong} of {len(rows)} texts differ from what was logged, but none should: commas and line breaks within "
        "quotation marks belong to the text, a doubled quotation mark stands for one, and nothing is stripped."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at rows without a text.
"""  # END TEST CONFIG


def test_missing_texts_are_empty(read_data):
    import random

    from labkit import checks, mission_log, there

    checks.exists(read_data, "read_data")
    rows = [
        (text if random.random() < 0.6 else "", name)
        for text, name in mission_log.messages(50, random.getrandbits(32))
    ]
    rows += [("", "air"), ("The hatch failed again.", "air"), ("", "drive")]
    folder = there("tempfile").mkdtemp()
    path = there("pathlib").Path(folder, "log.csv")
    path.write_bytes(mission_log.csv_text(rows).encode())
    result = checks.call(read_data, str(path), called="read_data(path)")
    there("shutil").rmtree(folder)
    checks.exists(result, "read_data(path)")
    texts, labels = list(result[0]), list(result[1])
    dropped = len(rows) - len(labels)
    assert dropped <= 0, (
        f"{dropped} of {len(rows)} labels are missing, but none should be: a row without a text keeps its place."
    )
    missing = [i for i, (text, _) in enumerate(rows) if not text]
    assert len(texts) == len(rows), (
        f"A file of {len(rows)} rows, {len(missing)} of them without a text, gives {len(texts)} texts, but should give "
        "as many as rows: a row without a text keeps its place."
    )
    assert all(isinstance(texts[i], str) and texts[i] == "" for i in missing), (
        'A missing text should be the empty string "", neither NaN nor None nor a word for it.'
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at which number a label gets.
"""  # END TEST CONFIG


def test_labels_are_places_in_sorted_names(read_data):
    import random

    from labkit import checks, mission_log, there

    checks.exists(read_data, "read_data")
    kinds = random.sample(["crew", "dust", "lab", "oxygen", "sun", "tools", "water", "zinc"], 6)
    last, first = max(kinds), min(kinds)
    rows = [
        ("First message.", last),
        *((f"Message {i}.", random.choice(kinds)) for i in range(60)),
        ("Last one.", first),
    ]
    folder = there("tempfile").mkdtemp()
    path = there("pathlib").Path(folder, "log.csv")
    path.write_bytes(mission_log.csv_text(rows).encode())
    result = checks.call(read_data, str(path), called="read_data(path)")
    there("shutil").rmtree(folder)
    checks.exists(result, "read_data(path)")
    assert len(result) == 3, "read_data(path) should return three things: (texts, labels, names)."
    labels, names = list(result[1]), list(result[2])
    wanted = sorted({name for _, name in rows})
    assert set(names) == set(wanted) and len(names) == len(wanted), (
        f"names has {len(names)} entries, but should hold each label of this file once, {len(wanted)} in all."
    )
    assert names == wanted, "names should be in sorted order, not in the order in which the labels appear."
    assert len(labels) == len(rows), f"There are {len(labels)} labels, but should be {len(rows)}."
    right = all(
        not isinstance(k, str) and int(k) == wanted.index(name)
        for k, (_, name) in zip(labels, rows, strict=True)
    )
    assert right, (
        "The labels should be whole numbers: for each row the place of its label in the sorted names."
    )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
texts, labels, names = read_data("data/train.csv") or ([], [], [])
val_texts, val_labels, _ = read_data("data/validation.csv") or ([], [], [])
if len(texts):
    counts = Counter(names[k] for k in labels)
    print(
        f"{len(texts)} messages to train on, {len(val_texts)} for validation, {list(texts).count('')} without a text"
    )
    print({name: counts[name] for name in names})
else:
    print("Answer question 1 first.")

# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 2

# %% [markdown]
# ### Question 2: tokens
#
# To a network `Pump`, `pump,` and `pump` are three different words unless someone says otherwise. Write
# `tokenize(text)`, which returns the list of the text's tokens in order:
#
# - everything in **lower case**;
# - a token is a **word** or a **number**; spaces, line breaks and punctuation separate tokens and are left out;
# - an **apostrophe inside** a word belongs to it (`didn't`, `it's`); a quotation mark around a word does not;
# - letters are those of **all alphabets**: `Zoë` and `Łukasz` are one word each;
# - a text without words gives `[]`.
#
# For example `tokenize("It's Zoë's wheel, not pump 7!")` is `["it's", "zoë's", "wheel", "not", "pump", "7"]`. In a
# regular expression `[a-z]` stands for ASCII letters only; `\w` knows all alphabets (and takes digits and the
# underscore along).

# %% [raw]
# # BEGIN SOLUTION


# %%
def tokenize(text):
    """The words and numbers of a text, in lower case."""
    # BEGIN SOLUTION
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.lower())
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.25
failure_message: A list of strings, one for each word.
"""  # END TEST CONFIG


def test_a_plain_sentence(tokenize):
    from labkit import checks

    checks.exists(tokenize, "tokenize")
    result = checks.call(tokenize, "We lost the wheel", called="tokenize('We lost the wheel')")
    checks.exists(result, "tokenize('We lost the wheel')")
    assert not isinstance(result, str), "tokenize should return a list of strings."
    assert list(result) == ["we", "lost", "the", "wheel"], (
        "tokenize('We lost the wheel') should be ['we', 'lost', 'the', 'wheel']."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what stands between words.
"""  # END TEST CONFIG


def test_punctuation_is_left_out(tokenize):
    import random

    from labkit import checks

    checks.exists(tokenize, "tokenize")
    words = random.sample(
        ["valve", "relay", "axle", "dust", "lamp", "ridge", "storm", "brake", "panel", "crater"], 8
    )
    text = '{}, {}. {}!\n{}? ({}) "{}"; {}:\t{} ...'.format(*words)
    result = list(checks.call(tokenize, text, called="tokenize(text)") or [])
    assert result == words, (
        f"A text of 8 words with punctuation and a line break gives {len(result)} tokens, but should give just the 8 "
        "words: `split()` keeps the punctuation that touches a word."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: Look at capitals.
"""  # END TEST CONFIG


def test_tokens_are_lower_case(tokenize):
    from labkit import checks

    checks.exists(tokenize, "tokenize")
    result = list(checks.call(tokenize, "The BATTERY and the Änker", called="tokenize(text)") or [])
    assert len(result) == 5, f"A text of five words gives {len(result)} tokens, but should give five."
    assert all(token == token.lower() for token in result), "Every token should be in lower case."
    assert result == ["the", "battery", "and", "the", "änker"], "A token should be the word in lower case."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: Look at apostrophes inside and around words.
"""  # END TEST CONFIG


def test_apostrophes_stay_inside_words(tokenize):
    from labkit import checks

    checks.exists(tokenize, "tokenize")
    words = ["it", "wasn't", "zoë's", "fault", "didn't", "we", "o'neill's", "crew", "say"]
    result = list(checks.call(tokenize, " ".join(words), called="tokenize(text)") or [])
    assert result == words, (
        f"A text of 9 words, 4 of them with apostrophes, gives {len(result)} tokens, but should give the 9 words: an "
        "apostrophe inside a word belongs to it."
    )
    result = list(checks.call(tokenize, "they say 'all clear', he said", called="tokenize(text)") or [])
    assert result == ["they", "say", "all", "clear", "he", "said"], (
        "Around words that are quoted by 'single' quotation marks these should be left out: an apostrophe is kept "
        "only inside a word, between letters."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at letters that English does not have.
"""  # END TEST CONFIG


def test_letters_of_all_alphabets(tokenize):
    from labkit import checks

    checks.exists(tokenize, "tokenize")
    words = ["zoë", "and", "łukasz", "saw", "íñigo", "near", "øster", "ridge", "луна", "δελτα"]
    result = list(checks.call(tokenize, " ".join(words), called="tokenize(text)") or [])
    assert result == words, (
        f"A text of 10 words, 6 of them with letters beyond ASCII, gives {len(result)} tokens, but should give the 10 "
        "words whole: `[a-z]` stands for ASCII letters only, `\\w` knows the letters of all alphabets."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: Look at numbers, and at texts without words.
"""  # END TEST CONFIG


def test_numbers_and_empty_texts(tokenize):
    from labkit import checks

    checks.exists(tokenize, "tokenize")
    result = list(checks.call(tokenize, "sol 217, panel 8", called="tokenize(text)") or [])
    assert result == ["sol", "217", "panel", "8"], "Numbers should be tokens, as words are."
    for text in ("", " \n", "?!"):
        result = checks.call(tokenize, text, called="tokenize of a text without words")
        checks.exists(result, "tokenize of a text without words")
        assert len(list(result)) == 0, "A text without words should give an empty list."


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
train_tokens = [tokenize(text) for text in texts]
val_tokens = [tokenize(text) for text in val_texts]
if train_tokens and all(isinstance(tokens, list) for tokens in train_tokens):
    lengths = [len(tokens) for tokens in train_tokens]
    fig, ax = plt.subplots(figsize=(8, 2.6))
    ax.hist(lengths, bins=range(0, max(lengths) + 5, 5), color="tab:blue")
    ax.axvline(100, color="tab:red", linestyle="--", label="max_len = 100")
    ax.set_xlabel("tokens in a message")
    ax.set_ylabel("messages")
    ax.legend()
    plt.show()
else:
    print("Answer questions 1 and 2 first.")

# %% [markdown]
# Most messages are short, a few go on for pages. A batch is a rectangle of numbers, so the short ones will be filled
# up and the long ones cut.

# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 2.5

# %% [markdown]
# ### Question 3: the vocabulary
#
# A network reads numbers. The vocabulary gives each token its **id**, the row of the embedding table that belongs to
# it. Two ids are set aside: 0 for `<PAD>`, which fills up short texts, and 1 for `<UNK>`, any word that is not in the
# vocabulary.
#
# Write `build_vocab(token_lists, min_freq=2, max_size=None)`, which returns a dict from tokens to ids:
#
# - `"<PAD>"` has the id 0 and `"<UNK>"` the id 1;
# - the tokens that occur **at least** `min_freq` times, in all lists together, get the ids 2, 3, …, the most frequent
#   first; among equally frequent ones the order is alphabetical (plain string order);
# - `max_size` limits the number of **all** entries, the two special ones included: the rarest tokens are left out. `None`
#   is no limit. A `max_size` below 2 or a `min_freq` below 1 raises `ValueError`.
#
# The same messages give the same vocabulary, in whatever order they come: otherwise a saved model could not be used
# tomorrow. And only *training* messages may enter it. What stands only in validation messages stays unknown, just as
# the words of tomorrow's messages are unknown today; a vocabulary that knows them makes the validation a lie.

# %% [raw]
# # BEGIN SOLUTION


# %%
def build_vocab(token_lists, min_freq=2, max_size=None):
    """The ids of frequent tokens: {"<PAD>": 0, "<UNK>": 1, most frequent: 2, …}."""
    # BEGIN SOLUTION
    if min_freq < 1 or (max_size is not None and max_size < 2):
        raise ValueError("min_freq should be at least 1, and max_size at least 2, for <PAD> and <UNK>.")
    counts = Counter(token for tokens in token_lists for token in tokens)
    frequent = [token for token, n in counts.items() if n >= min_freq]
    frequent.sort(key=lambda token: (-counts[token], token))
    entries = ["<PAD>", "<UNK>", *frequent][:max_size]
    return {token: i for i, token in enumerate(entries)}
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: A dict with the two special tokens and the frequent ones.
"""  # END TEST CONFIG


def test_special_and_frequent_tokens(build_vocab):
    from labkit import checks

    checks.exists(build_vocab, "build_vocab")
    lists = [["the", "wheel", "and", "the", "axle"], ["the", "wheel"]]
    vocab = checks.call(build_vocab, lists, called="build_vocab(token_lists)")
    checks.exists(vocab, "build_vocab(token_lists)")
    assert isinstance(vocab, dict), "build_vocab(token_lists) should return a dict."
    assert vocab.get("<PAD>") == 0, "<PAD> should have the id 0."
    assert vocab.get("<UNK>") == 1, "<UNK> should have the id 1."
    assert "the" in vocab and "wheel" in vocab, (
        "Tokens that occur twice and more should be in the vocabulary."
    )
    assert sorted(vocab.values()) == list(range(len(vocab))), "The ids should be 0, 1, 2, …, each once."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the order of the ids.
"""  # END TEST CONFIG


def test_frequent_tokens_come_first(build_vocab):
    import random

    from labkit import checks

    checks.exists(build_vocab, "build_vocab")
    words = random.sample(
        ["amber", "brass", "cobalt", "dune", "ember", "flint", "grit", "helium", "iron", "jade"], 6
    )
    tokens = [word for n, word in enumerate(words, start=2) for _ in range(n)]
    random.shuffle(tokens)
    vocab = checks.call(build_vocab, [tokens[:9], [], tokens[9:]], called="build_vocab(token_lists)")
    assert isinstance(vocab, dict), "build_vocab(token_lists) should return a dict."
    missing = sum(word not in vocab for word in words)
    assert missing == 0, (
        f"{missing} of 6 tokens are missing, but all occur at least twice in all lists together."
    )
    found = sorted(words, key=lambda word: vocab[word])
    assert found == words[::-1] and vocab[words[-1]] == 2, (
        "The ids should fall with the frequency: the most frequent token gets the id 2, the next one 3, and so on; "
        "count over all lists together."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at tokens that are equally frequent.
"""  # END TEST CONFIG


def test_ties_are_alphabetical(build_vocab):
    import random

    from labkit import checks

    checks.exists(build_vocab, "build_vocab")
    words = ["amber", "brass", "cobalt", "dune", "ember", "flint", "grit", "helium", "iron", "jade"]
    for _ in range(3):
        tokens = 2 * words
        random.shuffle(tokens)
        vocab = checks.call(build_vocab, [tokens[:7], tokens[7:]], called="build_vocab(token_lists)")
        assert isinstance(vocab, dict), "build_vocab(token_lists) should return a dict."
        assert set(words) <= set(vocab), "Ten tokens that occur twice each should all be in the vocabulary."
        assert sorted(words, key=lambda word: vocab[word]) == words, (
            "Equally frequent tokens should be in alphabetical order: the same messages give the same ids, in whatever "
            "order they come."
        )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: Look at tokens that occur just min_freq times.
"""  # END TEST CONFIG


def test_min_freq_is_enough(build_vocab):
    from labkit import checks

    checks.exists(build_vocab, "build_vocab")
    lists = [["one"], ["two"] * 2, ["three"] * 3, ["four"] * 4]
    for min_freq, words in ((1, 4), (2, 3), (3, 2), (4, 1), (5, 0)):
        vocab = checks.call(build_vocab, lists, min_freq, called=f"build_vocab(token_lists, {min_freq})")
        assert isinstance(vocab, dict), "build_vocab(token_lists, min_freq) should return a dict."
        n = len(set(vocab) & {"one", "two", "three", "four"})
        assert n == words, (
            f"With min_freq = {min_freq} there are {n} of four tokens in the vocabulary, but should be {words}: those "
            "that occur at least min_freq times."
        )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what max_size counts.
"""  # END TEST CONFIG


def test_max_size_counts_all_entries(build_vocab):
    from labkit import checks

    checks.exists(build_vocab, "build_vocab")
    words = ["amber", "brass", "cobalt", "dune", "ember", "flint", "grit", "helium"]
    tokens = [word for n, word in enumerate(words) for _ in range(20 - n)]  # amber is the most frequent
    for max_size in (3, 6, 10, 50):
        vocab = checks.call(
            build_vocab, [tokens], 2, max_size, called=f"build_vocab(token_lists, 2, {max_size})"
        )
        assert isinstance(vocab, dict), "build_vocab(token_lists, min_freq, max_size) should return a dict."
        n = min(max_size, 10)
        assert len(vocab) == n, (
            f"With max_size = {max_size} and 8 tokens the vocabulary has {len(vocab)} entries, but should have {n}: "
            "max_size counts all entries, <PAD> and <UNK> included."
        )
        assert vocab.get("<PAD>") == 0 and vocab.get("<UNK>") == 1, (
            "<PAD> should be 0 and <UNK> 1 in any case."
        )
        assert set(words[: n - 2]) <= set(vocab), "The rarest tokens should be left out, not frequent ones."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: Look at where the words come from.
"""  # END TEST CONFIG


def test_only_the_given_words_enter(build_vocab, vocab):
    from labkit import checks, mission_log

    checks.exists(build_vocab, "build_vocab")
    lists = [["amber", "dune", "grit"], ["grit", "dune", "amber"]]
    first = checks.call(build_vocab, lists, called="build_vocab(token_lists)")
    assert isinstance(first, dict), "build_vocab(token_lists) should return a dict."
    strange = set(first) - {"<PAD>", "<UNK>", "amber", "dune", "grit"}
    assert not strange, (
        f"The vocabulary holds {len(strange)} tokens that the given lists do not, but should hold none: the words of "
        "validation messages, say, must not enter, for tomorrow's are not known either."
    )
    new = {word.lower() for word in (*mission_log.NEW_CREW, *mission_log.NEW_SITES)}
    leaked = len(new & set(vocab)) if isinstance(vocab, dict) else 0
    assert leaked == 0, (
        f"`vocab` holds {leaked} words that stand in validation messages only, but should hold none: build it from "
        "training messages."
    )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
vocab = build_vocab(train_tokens)
if isinstance(vocab, dict) and val_tokens:
    unknown = [token for tokens in val_tokens for token in tokens or [] if token not in vocab]
    total = sum(len(tokens or []) for tokens in val_tokens)
    print(f"{len(vocab)} entries, the first ones: {list(vocab)[:12]}")
    print(
        f"{len(unknown) / total:.1%} of the validation tokens are unknown, such as {sorted(set(unknown))[-6:]}"
    )
else:
    print("Answer questions 1 to 3 first.")

# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 2.5

# %% [markdown]
# ### Question 4: from tokens to ids
#
# Write `encode(tokens, vocab, max_len=100)`, which returns a list of **exactly** `max_len` whole numbers:
#
# - each token's id; a token that `vocab` lacks gets the id 1 of `<UNK>` and keeps its place;
# - of a text that is too long the **first** `max_len` tokens are kept;
# - a text that is too short, the empty one too, is filled up **at its end** with 0, the id of `<PAD>`;
# - the list `tokens` is not changed. A `max_len` below 1 raises `ValueError`.
#
# | tokens | ids (`max_len = 6`) |
# | --- | --- |
# | it was the *flurbel* | 9 12 2 **1 0 0** |
# | *(nothing)* | **0 0 0 0 0 0** |

# %% [raw]
# # BEGIN SOLUTION


# %%
def encode(tokens, vocab, max_len=100):
    """The ids of the first max_len tokens, filled up with <PAD> at the end."""
    # BEGIN SOLUTION
    if max_len < 1:
        raise ValueError(f"max_len is {max_len}, but should be at least 1.")
    ids = [vocab.get(token, 1) for token in tokens[:max_len]]
    return ids + [0] * (max_len - len(ids))
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: As many ids as max_len says, of known tokens.
"""  # END TEST CONFIG


def test_ids_of_known_tokens(encode):
    from labkit import checks

    checks.exists(encode, "encode")
    vocab = {"<PAD>": 0, "<UNK>": 1, "the": 2, "wheel": 3, "failed": 4, "again": 5}
    result = checks.call(encode, ["the", "wheel", "failed"], vocab, 3, called="encode(tokens, vocab, 3)")
    checks.exists(result, "encode(tokens, vocab, 3)")
    assert len(result) == 3, f"encode(tokens, vocab, 3) has {len(result)} entries, but should have 3."
    assert [int(i) for i in result] == [2, 3, 4], (
        "encode(tokens, vocab, 3) should be [2, 3, 4] here: each token's id."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at tokens that the vocabulary lacks.
"""  # END TEST CONFIG


def test_unknown_tokens_become_unk(encode):
    import random

    from labkit import checks

    checks.exists(encode, "encode")
    words = random.sample(
        ["amber", "brass", "cobalt", "dune", "ember", "flint", "grit", "helium", "iron", "jade"], 6
    )
    vocab = {"<PAD>": 0, "<UNK>": 1} | {word: i for i, word in enumerate(words, start=2)}
    checks.oov_maps_to_unk(encode, vocab, name="encode")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at texts that are too long.
"""  # END TEST CONFIG


def test_long_texts_are_cut_at_the_end(encode):
    import random

    from labkit import checks

    checks.exists(encode, "encode")
    words = random.sample(
        ["amber", "brass", "cobalt", "dune", "ember", "flint", "grit", "helium", "iron", "jade"], 7
    )
    vocab = {"<PAD>": 0, "<UNK>": 1} | {word: i for i, word in enumerate(words, start=2)}
    for max_len in (5, 12):
        checks.truncates_to(encode, vocab, max_len, name="encode")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at texts that are too short.
"""  # END TEST CONFIG


def test_short_texts_are_padded_at_the_end(encode):
    import random

    from labkit import checks

    checks.exists(encode, "encode")
    words = random.sample(
        ["amber", "brass", "cobalt", "dune", "ember", "flint", "grit", "helium", "iron", "jade"], 7
    )
    vocab = {"<PAD>": 0, "<UNK>": 1} | {word: i for i, word in enumerate(words, start=2)}
    for max_len in (4, 9):
        checks.pads_to(encode, vocab, max_len, side="end", value=0, name="encode")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: A function leaves its arguments as they were, and max_len is 100 unless something else is said.
"""  # END TEST CONFIG


def test_arguments_are_left_alone(encode):
    from labkit import checks

    checks.exists(encode, "encode")
    vocab = {"<PAD>": 0, "<UNK>": 1, "amber": 2, "brass": 3}
    for n in (3, 130):
        result = checks.call(encode, ["amber", "brass", "dune"] * n, vocab, called="encode(tokens, vocab)")
        checks.exists(result, "encode(tokens, vocab)")
        assert len(result) == 100, (
            f"Without max_len there are {len(result)} ids for {3 * n} tokens, but should be 100, the default."
        )
    about = "beware of `tokens.append`, `tokens +=` and `del tokens[max_len:]`"
    for n in (1, 9):
        checks.unchanged_inputs(encode, ["amber", "dune"] * n, vocab, 8, about=about)


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Now all messages become tensors, `X` of shape `(N, 100)` and `y` of shape `(N,)`, both `int64`. Batches are made of
# messages of about the same length, and padding that *all* messages of a batch share is cut off: reading 100 columns
# where 20 would do costs five times the time. That is allowed only because your network will not care how much
# padding follows a message.


# %%
def to_tensors(token_lists, labels, max_len=100):
    """Ids (N, max_len) and labels (N,)."""
    ids = [encode(tokens, vocab, max_len) for tokens in token_lists]
    if any(row is None for row in ids):
        print("Answer questions 1 to 4 first.")
        ids = []
    X = torch.from_numpy(np.array(ids, dtype=np.int64).reshape(len(ids), max_len))
    return X, torch.tensor([int(k) for k in labels][: len(ids)])


def trim(X):
    """X without the columns at the end that are padding in every row: (N, T) → (N, T')."""
    used = (X != 0).any(dim=0).nonzero()
    return X[:, : int(used.max()) + 1] if len(used) else X[:, :1]


def batches(X, y, batch_size=64):
    """Batches (X, y) of messages of like length, in random order, without the padding that all share."""
    order = torch.randperm(len(X))
    order = order[(X[order] != 0).sum(dim=1).argsort(stable=True)]  # by length, equal ones at random
    picks = order.split(batch_size)
    for k in torch.randperm(len(picks)).tolist():
        yield trim(X[picks[k]]), y[picks[k]]


X_train, y_train = to_tensors(train_tokens, labels)
X_val, y_val = to_tensors(val_tokens, val_labels)
print(tuple(X_train.shape), tuple(X_val.shape))

# %% [markdown]
# ## A network with a memory
#
# An **embedding** is a table with a row of numbers for each id; row $w_t$ is the vector $x_t$ of the $t$-th token. The
# rows are learnt like any other weights. A **long short-term memory** (LSTM) reads these vectors one after the other and
# keeps two states, a memory $c_t$ and an output $h_t$:
#
# $$\begin{aligned}
# i_t, f_t, o_t &= \sigma(W_{i,f,o}\, x_t + U_{i,f,o}\, h_{t-1} + b_{i,f,o}) \\
# g_t &= \tanh(W_g x_t + U_g h_{t-1} + b_g) \\
# c_t &= f_t \odot c_{t-1} + i_t \odot g_t \qquad h_t = o_t \odot \tanh(c_t)
# \end{aligned}$$
#
# The gates $i$, $f$ and $o$ lie between 0 and 1 and say what is written to the memory, what is kept in it, and what of
# it is shown. Because $c_t$ is changed by adding, its gradient survives many steps.
#
# After the last word, $h_t$ knows the whole message. But *which* step is the last word?


# %%
def draw_steps(words, real):
    """Draws an LSTM that reads the words one after the other; those from `real` on are padding."""
    _, ax = plt.subplots(figsize=(10, 2.9))
    for t, word in enumerate(words):
        color = "tab:blue" if t < real else "lightgray"
        ax.add_patch(plt.Rectangle((t - 0.3, -0.25), 0.6, 0.5, color=color))
        ax.text(t, 0, "LSTM", ha="center", va="center", color="white", fontsize=8)
        ax.text(t, -0.85, word, ha="center", va="center", color="black" if t < real else "gray")
        ax.annotate("", (t, -0.27), (t, -0.68), arrowprops={"arrowstyle": "->", "color": color})
        ax.annotate("", (t, 0.68), (t, 0.27), arrowprops={"arrowstyle": "->", "color": color})
        ax.text(t, 0.85, f"$h_{{{t + 1}}}$", ha="center", va="center", color="black" if t < real else "gray")
        if t:
            ax.annotate("", (t - 0.32, 0), (t - 0.68, 0), arrowprops={"arrowstyle": "->", "color": color})
    ax.text(real - 1, 1.35, "last word: knows the message", ha="center", color="tab:blue")
    ax.text(len(words) - 1, 1.35, "last step: has read padding since", ha="center", color="gray")
    ax.set_xlim(-0.6, len(words) + 0.4)
    ax.set_ylim(-1.2, 1.7)
    ax.axis("off")
    plt.show()


draw_steps(["not", "the", "dish", "it's", "the", "fuse", "<PAD>", "<PAD>", "<PAD>", "<PAD>"], 6)

# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 4

# %% [markdown]
# ### Question 5: the classifier
#
# Write `class LSTMClassifier(nn.Module)`, made by
# `LSTMClassifier(vocab_size, num_classes, embed_dim=50, hidden=64, p=0.3, pad_idx=0)`: an embedding, an LSTM, dropout
# with probability `p` on what the LSTM gives, and a linear layer.
#
# - `model(x)` takes ids `(N, T)` (`int64`, the batch first; any `T`) and returns **logits** `(N, num_classes)`, with no
#   softmax: the cross-entropy has it inside.
# - In evaluation mode the answer for a text depends on that text only: not on **how much padding follows it** (from none to
#   any number of `pad_idx`), not on its **neighbours** in the batch, nor on what was read before.
# - A text that is nothing but padding gets an answer, too (any finite one).
# - The embedding of `pad_idx` is zero, and stays so.
# - Dropout is active in training mode only. A `p` outside $[0, 1)$ raises `ValueError`.
#
# How padding is kept out is up to you. Some ways: take $h$ at each text's last word by indexing; take the maximum
# or the mean over the steps that are words; or let `nn.utils.rnn.pack_padded_sequence` skip the padding (it wants
# lengths of at least 1).

# %% [raw]
# # BEGIN SOLUTION


# %%
class LSTMClassifier(nn.Module):
    """Ids (N, T) → logits (N, num_classes); padding at the end of a text plays no part."""

    def __init__(self, vocab_size, num_classes, embed_dim=50, hidden=64, p=0.3, pad_idx=0):
        super().__init__()
        # BEGIN SOLUTION
        if not 0 <= p < 1:
            raise ValueError(f"The probability of dropping is {p}, but should lie in [0, 1).")
        if min(vocab_size, num_classes, embed_dim, hidden) < 1:
            raise ValueError(
                "The vocabulary, the classes and the layers should each have at least one entry."
            )
        self.pad_idx = pad_idx
        self.embed = nn.Embedding(vocab_size, embed_dim, padding_idx=pad_idx)
        self.embed.weight.data *= 0.2  # a small start: what stands out in the end was learnt
        self.lstm = nn.LSTM(embed_dim, hidden, batch_first=True)
        self.drop = nn.Dropout(p)
        self.out = nn.Linear(hidden, num_classes)
        # END SOLUTION

    def forward(self, x):
        # BEGIN SOLUTION
        h, _ = self.lstm(self.embed(x))  # (N, T, H)
        h = h.masked_fill((x == self.pad_idx).unsqueeze(2), -1)  # below any value of h
        return self.out(self.drop(h.amax(dim=1)))  # (N, H) → (N, K)
        # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: One row of finite logits for each text.
"""  # END TEST CONFIG


def test_logits_for_each_text(LSTMClassifier):
    import torch
    from labkit import checks

    checks.exists(LSTMClassifier, "LSTMClassifier")
    model = checks.call(LSTMClassifier, 40, 5, called="LSTMClassifier(40, 5)")
    assert hasattr(model, "named_modules"), (
        "LSTMClassifier(40, 5) should be an nn.Module: derive the class from it."
    )
    for n, t in ((6, 12), (3, 100)):
        z = checks.call(model, torch.randint(2, 40, (n, t)), called="model(x)")
        checks.shape(
            z, (n, 5), name="model(x)", why=f"one score for each of 5 classes, for each of {n} texts"
        )
        checks.finite(z, name="model(x)")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at which step of the LSTM is used where padding follows a text.
"""  # END TEST CONFIG


def test_padding_plays_no_part(LSTMClassifier):
    import torch
    from labkit import checks

    checks.exists(LSTMClassifier, "LSTMClassifier")
    model = checks.call(LSTMClassifier, 40, 30, called="LSTMClassifier(40, 30)")
    x = torch.randint(2, 40, (8, 12))
    lengths = torch.tensor([12, 11, 9, 7, 4, 2, 1, 12])
    x[torch.arange(12) >= lengths[:, None]] = 0
    checks.shape(checks.call(model, x, called="model(x)"), (8, 30), name="model(x)")
    checks.padding_invariant(model, x, name="model")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what a text's answer depends on besides the text.
"""  # END TEST CONFIG


def test_neighbours_play_no_part(LSTMClassifier):
    import torch
    from labkit import checks

    checks.exists(LSTMClassifier, "LSTMClassifier")
    model = checks.call(LSTMClassifier, 40, 30, called="LSTMClassifier(40, 30)")
    x = torch.randint(2, 40, (5, 12))
    x[2, 8:], x[4, 3:] = 0, 0
    checks.shape(checks.call(model, x, called="model(x)"), (5, 30), name="model(x)")
    checks.batch_invariant(model, x, name="model")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: Look at a text that is nothing but padding.
"""  # END TEST CONFIG


def test_a_text_of_padding_gets_an_answer(LSTMClassifier):
    import torch
    from labkit import checks

    checks.exists(LSTMClassifier, "LSTMClassifier")
    model = checks.call(LSTMClassifier, 40, 5, called="LSTMClassifier(40, 5)")
    model.eval()
    x = torch.randint(2, 40, (4, 12))
    x[1] = 0
    for batch, which in ((x, "one of four texts is"), (x[1:2], "the only text is")):
        z = checks.call(model, batch, called=f"model(x), where {which} nothing but padding,")
        checks.shape(z, (len(batch), 5), name="model(x)")
        checks.finite(z, name=f"model(x), where {which} nothing but padding,")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: Look at whether the order of the words reaches the logits.
"""  # END TEST CONFIG


def test_order_matters(LSTMClassifier):
    import torch
    from labkit import checks

    checks.exists(LSTMClassifier, "LSTMClassifier")
    model = checks.call(LSTMClassifier, 40, 30, called="LSTMClassifier(40, 30)")
    model.eval()
    x = torch.stack([torch.randperm(38)[:12] + 2 for _ in range(4)])
    z = checks.call(model, x, called="model(x)")
    checks.shape(z, (4, 30), name="model(x)")
    other = checks.call(model, x.flip(1), called="model(x)")
    checks.shape(other, (4, 30), name="model(x)")
    # an LSTM of random weights moves the logits by 1e-3 and more, rounding by 1e-7
    assert float((z - other).detach().abs().max()) > 1e-5, (
        "The logits are the same for a text read backwards, but should differ: the words reach the linear layer "
        "without the LSTM, as a bag."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at when dropout is on.
"""  # END TEST CONFIG


def test_dropout_in_training_only(LSTMClassifier):
    import torch
    from labkit import checks

    checks.exists(LSTMClassifier, "LSTMClassifier")
    model = checks.call(LSTMClassifier, 40, 30, 20, 24, 0.5, called="LSTMClassifier(40, 30, 20, 24, 0.5)")
    x = torch.randint(2, 40, (6, 12))
    checks.shape(checks.call(model, x, called="model(x)"), (6, 30), name="model(x)")
    checks.dropout_inactive_in_eval(model, x, name="model")
    checks.dropout_active_in_train(model, x, name="model")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what comes after the linear layer.
"""  # END TEST CONFIG


def test_output_is_raw_logits(LSTMClassifier):
    import torch
    from labkit import checks

    checks.exists(LSTMClassifier, "LSTMClassifier")
    model = checks.call(LSTMClassifier, 40, 50, called="LSTMClassifier(40, 50)")
    x = torch.randint(2, 40, (8, 12))
    checks.shape(checks.call(model, x, called="model(x)"), (8, 50), name="model(x)")
    checks.no_softmax_inside(model, x, name="model")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: Look at the embedding of the padding.
"""  # END TEST CONFIG


def test_embedding_of_padding_is_zero(LSTMClassifier):
    from labkit import checks

    checks.exists(LSTMClassifier, "LSTMClassifier")
    model = checks.call(LSTMClassifier, 41, 5, called="LSTMClassifier(41, 5)")
    checks.embedding_row_zero(model, vocab_size=41, row=0, name="model")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: Look at the arguments of the class.
"""  # END TEST CONFIG


def test_arguments_are_used(LSTMClassifier):
    import torch
    from labkit import checks

    checks.exists(LSTMClassifier, "LSTMClassifier")
    model = checks.call(LSTMClassifier, 40, 30, 20, 24, 0.0, 39, called="LSTMClassifier(40, 30, pad_idx=39)")
    x = torch.randint(2, 39, (5, 9))
    x[2, 6:], x[4, 2:] = 39, 39
    checks.shape(checks.call(model, x, called="model(x)"), (5, 30), name="model(x)")
    checks.padding_invariant(
        model, x, pad=39, name="model", why="the padding's id is `pad_idx`, not always 0"
    )

    def size(embed_dim, hidden):
        made = checks.call(LSTMClassifier, 40, 5, embed_dim, hidden, called="LSTMClassifier(…)")
        return sum(value.numel() for value in dict(made.state_dict()).values())

    assert size(8, 12) < size(16, 12) and size(8, 12) < size(8, 24), (
        "A larger embed_dim or hidden does not make the model larger, but should: both are arguments of the class."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: Look at the values of p that the question allows.
"""  # END TEST CONFIG


def test_senseless_p_is_refused(LSTMClassifier):
    import torch
    from labkit import checks

    checks.exists(LSTMClassifier, "LSTMClassifier")
    x = torch.randint(2, 40, (3, 5))

    def make_and_use(p):
        model = LSTMClassifier(40, 5, 20, 24, p)
        model.train()
        return model(x)

    checks.call(make_and_use, 0.3, called="LSTMClassifier(40, 5, 20, 24, 0.3)")
    for p, about in ((-0.1, "p is below 0"), (1.5, "p is above 1")):
        checks.raises(ValueError, make_and_use, p, about=about)


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [raw]
# # BEGIN QUESTION
# name: q6
# points: 2

# %% [markdown]
# ### Question 6: train it
#
# Write `train_classifier(model, train_data, val_data, epochs=6, lr=5e-3, batch_size=64, device=None)`:
#
# - `train_data` and `val_data` are pairs `(X, y)`, ids `(N, T)` and labels `(N,)`; `batches` from above cuts them up.
# - Each epoch trains on all batches with the cross-entropy and Adam, and then measures the model in evaluation mode. An
#   LSTM's gradients can explode: `nn.utils.clip_grad_norm_` between `backward()` and `step()` bounds their length.
# - It returns a dict of lists with one entry an epoch: `train_loss`, `val_loss`, `val_acc`.
#
# Then make and train `model`, which takes ids as `encode(tokenize(text), vocab)` gives them, and returns five logits.
# It should be right for at least **70 %** of new messages with their *true* causes, and its macro-averaged F1 score,
#
# $$F_1 = \frac15 \sum_{k=1}^5 \frac{2\,\mathrm{tp}_k}{2\,\mathrm{tp}_k + \mathrm{fp}_k + \mathrm{fn}_k} ,$$
#
# which counts each class alike, at least **0.7**. Counting words without their order gets no further than 0.65.
# Validation labels are wrong as often as those for training, so a perfect reader seems right in only about 88 % of
# the cases there; 70 % are usually enough.
#
# Only `model` is tested, so other ways to train it are welcome. Keep the seed, so that you get the same model again.

# %% [raw]
# # BEGIN SOLUTION


# %%
def train_classifier(model, train_data, val_data, epochs=6, lr=5e-3, batch_size=64, device=None):
    """Trains the model; train_loss, val_loss and val_acc of each epoch as a dict of lists."""
    # BEGIN SOLUTION
    device = device or labkit.device()
    model.to(device)
    X_val, y_val = (part.to(device) for part in val_data)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"train_loss": [], "val_loss": [], "val_acc": []}
    for _ in range(epochs):
        model.train()
        total = 0.0
        for X, y in batches(*train_data, batch_size):
            X, y = X.to(device), y.to(device)
            loss = F.cross_entropy(model(X), y)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += loss.item() * len(y)
        model.eval()
        with torch.no_grad():
            z = model(trim(X_val))  # (N, K)
        history["train_loss"].append(total / len(train_data[0]))
        history["val_loss"].append(F.cross_entropy(z, y_val).item())
        history["val_acc"].append((z.argmax(dim=1) == y_val).float().mean().item())
    return history
    # END SOLUTION


# %%
labkit.seed_everything(0)
start = time.perf_counter()
model = history = None
# BEGIN SOLUTION
model = LSTMClassifier(len(vocab), len(names))
history = train_classifier(model, (X_train, y_train), (X_val, y_val))
# END SOLUTION
lstm_seconds = time.perf_counter() - start

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: The model gives five finite scores for each message.
"""  # END TEST CONFIG


def test_model_gives_five_logits(model):
    import torch
    from labkit import checks, there

    checks.exists(model, "model")
    assert hasattr(model, "named_modules"), "model should be an nn.Module."
    x = torch.randint(2, 50, (7, 100))
    x[3, 20:] = 0
    z = checks.call(there("labkit.instruments").predict, model, x, called="model(x)")
    checks.shape(z, (7, 5), name="model(x)", why="one score for each of 5 teams, for each of 7 messages")
    checks.finite(z, name="model(x)")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at how well the model reads messages that it has never seen.
"""  # END TEST CONFIG


def test_reads_new_messages(model, tokenize, encode, vocab):
    import random

    import torch
    from labkit import checks, data, there

    for value, name in ((model, "model"), (tokenize, "tokenize"), (encode, "encode"), (vocab, "vocab")):
        checks.exists(value, name)
    texts, causes = data.load_mission_log(500, random.getrandbits(32))
    names = sorted(set(causes))
    y = torch.tensor([names.index(cause) for cause in causes])
    kit = there("labkit.instruments")
    tokens = checks.call(kit.each, tokenize, texts, called="tokenize(text)")
    rows = checks.call(kit.each, encode, tokens, vocab, called="encode(tokenize(text), vocab)")
    sizes = {None if row is None else len(row) for row in rows}
    assert None not in sizes and len(sizes) == 1, "encode should give the same number of ids for each text."
    x = torch.tensor([[int(i) for i in row] for row in rows])
    z = checks.call(kit.predict, model, x, called="model(x)")
    checks.shape(z, (500, 5), name="model(x)")
    # 20 seeds of the reference: 0.9680 to 1.0000, median 0.9910; tolerance bound (99.9 %, 95 %) 0.9588. Far lower on
    # purpose, for other right answers: the last word's state, without tuning (Adam 1e-3, 10 epochs), 0.809 to 0.904.
    # A bag of words 0.571 to 0.630 over 20 seeds, one epoch 0.209 to 0.365, labels out of step 0.196 to 0.287.
    checks.accuracy_at_least(
        z,
        y,
        0.7,
        name="model",
        where="on new messages",
        why="are texts and labels in step, does the loss fall, is padding kept out, does order count?",
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at whether some class is read worse than the others.
"""  # END TEST CONFIG


def test_reads_every_class(model, tokenize, encode, vocab):
    import random

    import torch
    from labkit import checks, data, there

    for value, name in ((model, "model"), (tokenize, "tokenize"), (encode, "encode"), (vocab, "vocab")):
        checks.exists(value, name)
    texts, causes = data.load_mission_log(500, random.getrandbits(32))
    names = sorted(set(causes))
    y = torch.tensor([names.index(cause) for cause in causes])
    kit = there("labkit.instruments")
    tokens = checks.call(kit.each, tokenize, texts, called="tokenize(text)")
    rows = checks.call(kit.each, encode, tokens, vocab, called="encode(tokenize(text), vocab)")
    sizes = {None if row is None else len(row) for row in rows}
    assert None not in sizes and len(sizes) == 1, "encode should give the same number of ids for each text."
    x = torch.tensor([[int(i) for i in row] for row in rows])
    z = checks.call(kit.predict, model, x, called="model(x)")
    checks.shape(z, (500, 5), name="model(x)")
    checks.finite(z, name="model(x)")
    guess = z.argmax(dim=1)
    hit = [int(((guess == k) & (y == k)).sum()) for k in range(5)]
    f1 = [2 * hit[k] / max(1, int((guess == k).sum()) + int((y == k).sum())) for k in range(5)]
    # 20 seeds of the reference: 0.9774 to 0.9980, median 0.9913; tolerance bound (99.9 %, 95 %) 0.9650; lower on purpose,
    # as for the accuracy
    checks.at_least(
        sum(f1) / 5,
        0.7,
        name="the macro-averaged F1 score of model on new messages",
        why="each class counts alike: are the numbers of the labels those of the sorted names?",
    )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# The learning curves of your model, and a few validation messages on which it contradicts the crew. Who is right?

# %%
if isinstance(model, nn.Module) and isinstance(history, dict):
    epochs = range(1, len(history["val_loss"]) + 1)
    fig, axes = plt.subplots(1, 2, figsize=(10, 3))
    axes[0].plot(epochs, history["train_loss"], label="training")
    axes[0].plot(epochs, history["val_loss"], label="validation")
    axes[0].set_ylabel("cross-entropy")
    axes[0].legend()
    axes[1].plot(epochs, history["val_acc"], color="tab:orange")
    axes[1].axhline(0.88, color="gray", linestyle=":", label="all that the labels allow")
    axes[1].set_ylabel("validation accuracy")
    axes[1].legend()
    for ax in axes:
        ax.set_xlabel("epoch")
    fig.tight_layout()
    plt.show()
    model.eval()
    with torch.no_grad():
        guess = model(X_val.to(next(model.parameters()).device)).argmax(dim=1).cpu()
    for i in (guess != y_val).nonzero().flatten()[:5].tolist():
        print(f"crew: {names[y_val[i]]:8} model: {names[guess[i]]:8} {val_texts[i][:150]!r}")
else:
    print("Answer question 6 first.")

# %% [markdown]
# ### Dropout
#
# With few messages to learn from, an LSTM soon knows the crew's mistakes by heart. Here two networks train on 600
# messages only, one without dropout and one with `p = 0.3` on what the LSTM gives. Look at the validation loss.

# %%
curves = {}
for p in (0.0, 0.3):
    if not isinstance(model, nn.Module):
        break
    labkit.seed_everything(2)
    small = LSTMClassifier(len(vocab), len(names), p=p)
    curves[p] = train_classifier(small, (X_train[:600], y_train[:600]), (X_val, y_val), epochs=14, lr=8e-3)
if len(curves) == 2:
    fig, axes = plt.subplots(1, 2, figsize=(10, 3))
    for p, curve in curves.items():
        color = "tab:red" if p == 0 else "tab:blue"
        axes[0].plot(
            range(1, 15), curve["train_loss"], color=color, linestyle=":", label=f"training, p = {p}"
        )
        axes[0].plot(range(1, 15), curve["val_loss"], color=color, label=f"validation, p = {p}")
        axes[1].plot(range(1, 15), curve["val_acc"], color=color, label=f"p = {p}")
    axes[0].set_ylabel("cross-entropy")
    axes[1].set_ylabel("validation accuracy")
    for ax in axes:
        ax.set_xlabel("epoch")
        ax.legend(fontsize=8)
    fig.tight_layout()
    plt.show()
else:
    print("Answer question 6 first.")

# %% [markdown]
# ### How much of a message does it need?
#
# Cut after 12 tokens, many a message has not come to the point yet. From some length on there is little left to gain,
# but each token costs time: an LSTM reads them one after the other.

# %%
lengths, scores, seconds = (12, 35, 100), [], []
for max_len in lengths[:2]:
    if not isinstance(model, nn.Module):
        break
    labkit.seed_everything(0)
    cut = LSTMClassifier(len(vocab), len(names))
    start = time.perf_counter()
    curve = train_classifier(cut, (X_train[:, :max_len], y_train), (X_val[:, :max_len], y_val))
    seconds.append(time.perf_counter() - start)
    scores.append(curve["val_acc"][-1])
if scores:
    scores.append(history["val_acc"][-1])
    seconds.append(lstm_seconds)
    fig, ax = plt.subplots(figsize=(6, 3))
    ax.plot(lengths, scores, marker="o", color="tab:blue")
    ax.set_xlabel("max_len")
    ax.set_ylabel("validation accuracy", color="tab:blue")
    right = ax.twinx()
    right.plot(lengths, seconds, marker="s", linestyle="--", color="tab:orange")
    right.set_ylabel("seconds of training", color="tab:orange")
    right.set_ylim(bottom=0)
    plt.show()
else:
    print("Answer question 6 first.")

# %% [raw]
# # BEGIN QUESTION
# name: q7
# points: 2.5

# %% [markdown]
# ### Question 7: the same by convolution
#
# Must a network read word by word? A **1-D convolution** looks at all windows of, say, five neighbouring words at once:
#
# $$h_{t,c} = \mathrm{ReLU}\Big(b_c + \sum_{j=-2}^{2} \sum_{d} K_{c,d,j}\; x_{t+j,\,d}\Big), \qquad m_c = \max_t h_{t,c} .$$
#
# Each of its channels $c$ is a detector of some phrase, and the maximum over $t$ says whether the phrase stands
# *anywhere* in the text. A linear layer makes logits of the $m_c$.
#
# Write `class ConvClassifier(nn.Module)` with the same contract as `LSTMClassifier`:
# `ConvClassifier(vocab_size, num_classes, embed_dim=50, hidden=64, p=0.3, pad_idx=0)`, where `hidden` is the number of
# channels; ids `(N, T)` → logits `(N, num_classes)`; padding, neighbours and earlier batches play no part; a text of
# padding gets an answer; dropout in training mode only. Texts have at least 8 columns here, and windows of at least two
# words see their order.
#
# Mind the axes: an embedding gives `(N, T, D)`, and `nn.Conv1d` wants channels before time, `(N, D, T)`. Mind the bias,
# too: a window of nothing but padding gives $\mathrm{ReLU}(b_c)$, which may well be the maximum.

# %% [raw]
# # BEGIN SOLUTION


# %%
class ConvClassifier(nn.Module):
    """Ids (N, T) → logits (N, num_classes) by convolutions over time; padding plays no part."""

    def __init__(self, vocab_size, num_classes, embed_dim=50, hidden=64, p=0.3, pad_idx=0):
        super().__init__()
        # BEGIN SOLUTION
        if not 0 <= p < 1:
            raise ValueError(f"The probability of dropping is {p}, but should lie in [0, 1).")
        self.pad_idx = pad_idx
        self.embed = nn.Embedding(vocab_size, embed_dim, padding_idx=pad_idx)
        self.conv = nn.Conv1d(embed_dim, hidden, kernel_size=5, padding=2)
        self.drop = nn.Dropout(p)
        self.out = nn.Linear(hidden, num_classes)
        # END SOLUTION

    def forward(self, x):
        # BEGIN SOLUTION
        h = F.relu(self.conv(self.embed(x).transpose(1, 2)))  # (N, D, T) → (N, H, T)
        h = h * (x != self.pad_idx).unsqueeze(1)  # windows around padding give 0, the least a ReLU gives
        return self.out(self.drop(h.amax(dim=2)))  # (N, H) → (N, K)
        # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: One row of finite logits for each text.
"""  # END TEST CONFIG


def test_logits_for_each_text(ConvClassifier):
    import torch
    from labkit import checks

    checks.exists(ConvClassifier, "ConvClassifier")
    model = checks.call(ConvClassifier, 40, 5, called="ConvClassifier(40, 5)")
    assert hasattr(model, "named_modules"), (
        "ConvClassifier(40, 5) should be an nn.Module: derive the class from it."
    )
    for n, t in ((6, 50), (3, 100)):
        z = checks.call(model, torch.randint(2, 40, (n, t)), called="model(x)")
        checks.shape(
            z, (n, 5), name="model(x)", why=f"one score for each of 5 classes, for each of {n} texts"
        )
        checks.finite(z, name="model(x)")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at windows of padding.
"""  # END TEST CONFIG


def test_padding_plays_no_part(ConvClassifier):
    import torch
    from labkit import checks

    checks.exists(ConvClassifier, "ConvClassifier")
    model = checks.call(ConvClassifier, 40, 30, called="ConvClassifier(40, 30)")
    x = torch.randint(2, 40, (8, 20))
    lengths = torch.tensor([20, 19, 17, 10, 4, 2, 1, 20])
    x[torch.arange(20) >= lengths[:, None]] = 0
    checks.shape(checks.call(model, x, called="model(x)"), (8, 30), name="model(x)")
    why = "a window of padding gives ReLU(bias), so leave such windows out of the maximum or the mean"
    checks.padding_invariant(model, x, name="model", why=why)
    # in texts that repeat one word about every fourth channel is below its bias in all windows, so that a window of
    # padding would be the maximum
    x = torch.randint(2, 40, (40, 1)).repeat(1, 12)
    checks.padding_invariant(model, x, name="model", why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: Look at what a text's answer depends on besides the text.
"""  # END TEST CONFIG


def test_neighbours_play_no_part(ConvClassifier):
    import torch
    from labkit import checks

    checks.exists(ConvClassifier, "ConvClassifier")
    model = checks.call(ConvClassifier, 40, 30, called="ConvClassifier(40, 30)")
    x = torch.randint(2, 40, (5, 20))
    x[2, 8:], x[4, 3:] = 0, 0
    checks.shape(checks.call(model, x, called="model(x)"), (5, 30), name="model(x)")
    why = "the convolution runs over time, the embedding's values are its channels, the batch stays the first axis"
    checks.batch_invariant(model, x, name="model", why=why)
    model.eval()
    x[1] = 0
    z = checks.call(model, x, called="model(x), where one text is nothing but padding,")
    checks.finite(z, name="model(x), where one text is nothing but padding,")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at which axis the convolution runs along.
"""  # END TEST CONFIG


def test_windows_run_over_time(ConvClassifier):
    import torch
    from labkit import checks

    checks.exists(ConvClassifier, "ConvClassifier")
    model = checks.call(ConvClassifier, 90, 30, called="ConvClassifier(90, 30)")
    model.eval()
    for t in (20, 60):  # fewer and more than the embedding's 50 values
        z = checks.call(model, torch.randint(2, 90, (3, t)), called="model(x)")
        checks.shape(z, (3, 30), name="model(x)", why="channels are the embedding's values, time is free")
    # the maximum over time finds a phrase wherever it stands: words before it that repeat others change nothing
    word = int(torch.randint(2, 40, ()))
    x = torch.full((2, 60), word)
    phrase = torch.randperm(50)[:6] + 40
    x[0, 20:26], x[1, 33:39] = phrase, phrase
    z = checks.call(model, x, called="model(x)")
    checks.shape(z, (2, 30), name="model(x)")
    why = "the same phrase at another place gives the same features: windows slide along the words, not the channels"
    checks.close(z[0], z[1], name="model(x)", rtol=1e-3, atol=1e-4, why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: Look at the width of the windows.
"""  # END TEST CONFIG


def test_order_matters(ConvClassifier):
    import torch
    from labkit import checks

    checks.exists(ConvClassifier, "ConvClassifier")
    model = checks.call(ConvClassifier, 40, 30, called="ConvClassifier(40, 30)")
    model.eval()
    x = torch.stack([torch.randperm(38)[:20] + 2 for _ in range(4)])
    z = checks.call(model, x, called="model(x)")
    checks.shape(z, (4, 30), name="model(x)")
    other = checks.call(model, x.flip(1), called="model(x)")
    checks.shape(other, (4, 30), name="model(x)")
    assert float((z - other).detach().abs().max()) > 1e-5, (
        "The logits are the same for a text read backwards, but should differ: windows of one word see no order."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at dropout, and at what comes after the linear layer.
"""  # END TEST CONFIG


def test_dropout_and_raw_logits(ConvClassifier):
    import torch
    from labkit import checks

    checks.exists(ConvClassifier, "ConvClassifier")
    model = checks.call(ConvClassifier, 40, 50, called="ConvClassifier(40, 50)")
    x = torch.randint(2, 40, (8, 20))
    checks.shape(checks.call(model, x, called="model(x)"), (8, 50), name="model(x)")
    checks.dropout_inactive_in_eval(model, x, name="model")
    checks.dropout_active_in_train(model, x, name="model")
    checks.no_softmax_inside(model, x, name="model")


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
labkit.seed_everything(0)
conv = ConvClassifier(len(vocab), len(names)) if isinstance(vocab, dict) else None
if isinstance(conv, nn.Module) and list(conv.parameters()) and isinstance(model, nn.Module):
    start = time.perf_counter()
    conv_history = train_classifier(conv, (X_train, y_train), (X_val, y_val))
    conv_seconds = time.perf_counter() - start
    fig, axes = plt.subplots(1, 2, figsize=(10, 3))
    for name, curve, color in (("LSTM", history, "tab:blue"), ("convolution", conv_history, "tab:green")):
        axes[0].plot(range(1, len(curve["val_acc"]) + 1), curve["val_acc"], color=color, label=name)
    axes[0].set_xlabel("epoch")
    axes[0].set_ylabel("validation accuracy")
    axes[0].legend()
    axes[1].barh(["convolution", "LSTM"], [conv_seconds, lstm_seconds], color=["tab:green", "tab:blue"])
    axes[1].set_xlabel("seconds of training")
    fig.tight_layout()
    plt.show()
else:
    print("Answer questions 6 and 7 first.")

# %% [markdown]
# The convolution looks at all words at once and is done sooner. But where a verdict comes a clause after the part that
# it is about (*"the fuse installed by Maren at Ostara was fine"*), five words do not reach, and the LSTM reads on.

# %% [raw]
# # BEGIN QUESTION
# name: q8
# points: 2

# %% [markdown]
# ### Question 8: what the embedding has learnt
#
# Nobody told the network which parts belong to one subsystem. Its embedding table $E$ of shape $(V, D)$ may know by now,
# but has 50 columns. **Principal component analysis** (PCA) finds the plane on which the points spread the most:
# centre the columns, take the singular value decomposition
#
# $$E - \bar E = U\, S\, V^\top,$$
#
# and project on the first two directions: the coordinates of row $i$ are $(E_i - \bar E) \cdot V_{:,1}$ and
# $(E_i - \bar E) \cdot V_{:,2}$.
#
# Write `pca_2d(E)`, which takes a matrix `(V, D)` (a float tensor without gradient; $V, D \ge 2$) and returns these
# coordinates, a matrix `(V, 2)`. Directions have no sign: each column may come with either one. `E` is not changed.

# %% [raw]
# # BEGIN SOLUTION


# %%
def pca_2d(E):
    """The coordinates of the rows of E (V, D) on their first two principal components: (V, 2)."""
    # BEGIN SOLUTION
    E = torch.as_tensor(E)
    if E.ndim != 2 or min(E.shape) < 2:
        raise ValueError(f"E has shape {tuple(E.shape)}, but should have two axes of at least 2.")
    centred = E - E.mean(dim=0)  # (V, D)
    Vt = torch.linalg.svd(centred, full_matrices=False)[2]  # rows are directions
    return centred @ Vt[:2].T  # (V, 2)
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: Two finite coordinates for each row.
"""  # END TEST CONFIG


def test_two_coordinates_for_each_row(pca_2d):
    import torch
    from labkit import checks

    checks.exists(pca_2d, "pca_2d")
    for n, d in ((30, 8), (5, 8)):
        E = torch.randn(n, d)
        try:
            result = checks.call(pca_2d, E, called="pca_2d(E)")
        except AssertionError:  # an answer for arrays is as good
            result = checks.call(pca_2d, E.numpy(), called="pca_2d(E)")
        checks.shape(result, (n, 2), name="pca_2d(E)", why=f"two coordinates for each of {n} rows")
        checks.finite(result, name="pca_2d(E)")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at the values of the coordinates.
"""  # END TEST CONFIG


def test_coordinates_on_the_first_two_components(pca_2d):
    import torch
    from labkit import checks

    checks.exists(pca_2d, "pca_2d")
    for n, d in ((40, 12), (9, 30), (12, 12)):
        # columns of mean 0 whose singular values are 60, 25, and below 1
        left = torch.randn(n, n)
        left = torch.linalg.qr(left - left.mean(dim=0))[0][:, : min(n - 1, d)]
        right = torch.linalg.qr(torch.randn(d, d))[0][:, : left.shape[1]]
        scale = torch.cat([torch.tensor([60.0, 25.0]), torch.rand(left.shape[1] - 2)])
        E = (left * scale) @ right.T
        try:
            result = checks.call(pca_2d, E, called="pca_2d(E)")
        except AssertionError:
            result = checks.call(pca_2d, E.numpy(), called="pca_2d(E)")
        checks.shape(result, (n, 2), name="pca_2d(E)")
        checks.finite(result, name="pca_2d(E)")
        got = torch.as_tensor(result).double()
        want = (left * scale)[:, :2].double()
        want = want * torch.sign((got * want).sum(dim=0))  # each direction may have either sign
        why = "the coordinates are centred rows times the first two right singular vectors, that is U S, neither "
        why += "scaled nor normalised, the larger spread first"
        checks.close(got, want, name="pca_2d(E)", rtol=1e-2, atol=5e-2, why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what comes before the decomposition.
"""  # END TEST CONFIG


def test_rows_are_centred(pca_2d):
    import torch
    from labkit import checks

    checks.exists(pca_2d, "pca_2d")
    spread = torch.diag(torch.tensor([9.0, 4.0, 0.3, 0.2, 0.1]))
    E = torch.randn(50, 5) @ spread
    moved = E + torch.tensor([30.0, -20.0, 50.0, 40.0, -60.0])
    results = []
    for matrix in (E, moved):
        try:
            result = checks.call(pca_2d, matrix, called="pca_2d(E)")
        except AssertionError:
            result = checks.call(pca_2d, matrix.numpy(), called="pca_2d(E)")
        checks.shape(result, (50, 2), name="pca_2d(E)")
        checks.finite(result, name="pca_2d(E)")
        results.append(torch.as_tensor(result).double())
    still, other = results
    gap = float(other.mean(dim=0).abs().max())
    assert gap < 1e-2, (
        f"The mean of the coordinates is {gap:.3g} away from 0, but should be 0: subtract the mean of each column (not "
        "of each row) first, or the first component just points to the mean."
    )
    other = other * torch.sign((still * other).sum(dim=0))
    why = "moving all points together changes nothing: the mean of each column is subtracted first"
    checks.close(other, still, name="pca_2d(E + a constant row)", rtol=1e-2, atol=5e-2, why=why)


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: A function leaves its input as it was.
"""  # END TEST CONFIG


def test_matrix_is_left_alone(pca_2d):
    import torch
    from labkit import checks

    checks.exists(pca_2d, "pca_2d")
    E = 3 + torch.randn(20, 6)
    try:
        result = checks.call(pca_2d, E.clone(), called="pca_2d(E)")
    except AssertionError:
        E = E.numpy()
        result = checks.call(pca_2d, E.copy(), called="pca_2d(E)")
    checks.shape(result, (20, 2), name="pca_2d(E)")
    checks.unchanged_inputs(
        pca_2d, E, about="beware of `E -= E.mean(…)`, which centres the network's own table"
    )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# Here are the parts of the rover, before training and after. Colours are the subsystems to which they belong; the
# network has only ever seen ids. (Are your groups blurred? `nn.Embedding` starts with random numbers of size 1, and
# what is learnt drowns in them. Start with a fifth of that, `self.embed.weight.data *= 0.2`.)


# %%
def part_vectors(model):
    """The embeddings of all parts that the vocabulary knows, and the subsystem of each."""
    table = (
        next(module for module in model.modules() if isinstance(module, nn.Embedding)).weight.detach().cpu()
    )
    known = [(vocab[part], name) for name in names for part in PARTS[name] if part in vocab]
    return table[[i for i, _ in known]], [name for _, name in known]


points = pca_2d(torch.randn(5, 3))
if points is not None and isinstance(model, nn.Module):
    labkit.seed_everything(0)
    fig, axes = plt.subplots(1, 2, figsize=(11, 4.5))
    for ax, net, title in zip(
        axes,
        (LSTMClassifier(len(vocab), len(names)), model),
        ("before training", "after training"),
        strict=True,
    ):
        vectors, groups = part_vectors(net)
        points = np.asarray(pca_2d(vectors))
        for k, name in enumerate(names):
            mine = [group == name for group in groups]
            ax.scatter(points[mine, 0], points[mine, 1], color=f"C{k}", label=name)
        ax.set_title(title)
        ax.set_xlabel("1st component")
        ax.set_ylabel("2nd component")
    axes[1].legend()
    fig.tight_layout()
    plt.show()
else:
    print("Answer questions 6 and 8 first.")

# %% [markdown]
# ### What you take home
#
# - CSV has rules: let a reader that knows them take it apart, and keep texts and labels in step.
# - The vocabulary comes from training messages only. Unknown words get an id of their own, and padding another.
# - Padding is for the rectangle, not for the network: take the last *word*, not the last *step*, or mask.
# - Where a bag of words is blind, order tells: an LSTM carries it through a clause, a convolution through its window.
# - An embedding is learnt by use: words that play the same part end up in the same place.
