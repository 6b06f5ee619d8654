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
# name: l05_1_text
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
# # Processing text
#
# A camp in the desert plays Mars for a year. It orders its gear by mail, and those who come back write reviews:
#
# > *The visor keeps JAMMING!!! We used it during a dust storm near the ridge.&lt;br /&gt; The hinges jammed on sol 212.*
#
# Happy or unhappy? You see it at once. A program that counts words sees `JAMMING!!!` and `jammed`, two things that have
# nothing in common, each of them rare. So before any network, text is **processed**: into words, into fewer words, into
# their base forms. Here you write each step and measure what it is worth in the end:
#
# raw text → tokens → counts → **stems or lemmas** → parts of speech, entities → a picture, a classifier
#
# You need about an hour and a half. Run the check below a question as often as you like; further, hidden tests look at
# the idea when you hand in.

# %%
import html
import itertools
import re
from collections import Counter

import labkit
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from labkit import meters
from labkit.language import STOPWORDS, load_nlp, load_tagger, load_wordnet
from nltk.stem import PorterStemmer, WordNetLemmatizer
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from wordcloud import WordCloud

labkit.seed_everything(0)
wordnet, tag = load_wordnet(), load_tagger()

# %% [markdown]
# The first cell has loaded a dictionary and a tagger, which questions 4 to 8 need, and says which: WordNet and NLTK's
# tagger where NLTK's data are installed on your machine, else small ones of the course's own. Nothing is downloaded.
#
# ## The reviews
#
# 500 reviews to train on and 500 for validation, each with its class: 1 for a happy customer, 0 for an unhappy one. Some
# three in a hundred clicked the wrong face.

# %%
train, validation = pd.read_csv("data/train.csv"), pd.read_csv("data/validation.csv")
train_texts, y_train = train["text"].tolist(), train["label"].to_numpy()
val_texts, y_val = validation["text"].tolist(), validation["label"].to_numpy()
for i in range(4):
    print(y_train[i], train_texts[i], "\n")

# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 2

# %% [markdown]
# ### Question 1: clean
#
# Write `clean(text)`, which returns the list of the words of a text, in order, as often as they occur:
#
# - all in **lower case**;
# - **punctuation** separates words and is left out, also where several marks follow each other;
# - a text without words gives `[]`.
#
# These reviews come from a web page. So leave out, too, what is no language: tags such as `<br />`, codes such as
# `&amp;`, links, and numbers. An apostrophe inside a word (`didn't`) may stay. For example
# `clean("It JAMMED again!!!<br />See https://gear.example - it's the 2nd time.")` may give
# `["it", "jammed", "again", "see", "it's", "the", "nd", "time"]`.

# %% [raw]
# # BEGIN SOLUTION


# %%
def clean(text):
    """The words of a text in lower case, without tags, links, numbers and punctuation."""
    # BEGIN SOLUTION
    text = html.unescape(text).lower()
    text = re.sub(r"<[^<>]*>|https?://\S+|www\.\S+", " ", text)
    return re.findall(r"[a-z]+(?:'[a-z]+)*", text)
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: A list of words in lower case.
"""  # END TEST CONFIG


def test_a_plain_sentence(clean):
    from labkit import checks

    checks.exists(clean, "clean")
    result = checks.call(clean, "It JAMMED again, twice!", called="clean('It JAMMED again, twice!')")
    checks.exists(result, "clean('It JAMMED again, twice!')")
    assert not isinstance(result, str), "clean should return a list of words, not one string."
    assert list(result) == ["it", "jammed", "again", "twice"], (
        "clean('It JAMMED again, twice!') should be ['it', 'jammed', 'again', 'twice']."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at capitals.
"""  # END TEST CONFIG


def test_words_are_lower_case(clean):
    import random

    from labkit import checks

    checks.exists(clean, "clean")
    words = ["rover", "dust", "storm", "wheel", "antenna", "ridge", "crew", "sol"]
    random.shuffle(words)
    spelt = [random.choice((word.upper(), word.title(), word[:2] + word[2:].upper())) for word in words]
    result = list(checks.call(clean, " ".join(spelt), called="clean(text)") or [])
    assert len(result) == 8, f"A text of 8 words gives {len(result)} tokens, but should give 8."
    assert all(word == word.lower() for word in result), (
        "Every word should be in lower case, wherever its capitals are."
    )
    assert result == words, "Each word should be the text's own word in lower case, in the text's order."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at punctuation.
"""  # END TEST CONFIG


def test_punctuation_is_gone(clean):
    import random

    from labkit import checks

    checks.exists(clean, "clean")
    words = ["rover", "dust", "storm", "wheel", "antenna", "ridge", "crew", "sol", "dust", "valve"]
    random.shuffle(words)
    text = '{}, {}. {}!!! {}? ({}) - "{}"; {}: {} ... {}, {}?!'.format(*words)
    result = list(checks.call(clean, text, called="clean(text)") or [])
    marks = sum(not word.isalpha() for word in result)
    assert marks == 0, (
        f"{marks} tokens still hold punctuation, or nothing else, but none should: it separates words and is left out."
    )
    assert result == words, (
        f"A text of 10 words with punctuation gives {len(result)} tokens, but should give just the words, in order, one "
        "that comes twice two times."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at texts in which there is no word.
"""  # END TEST CONFIG


def test_no_words_no_tokens(clean):
    from labkit import checks

    checks.exists(clean, "clean")
    checks.exists(checks.call(clean, "one word", called="clean(text)"), "clean(text)")
    for text, what in (
        ("", "an empty text"),
        (" \n\t ", "a text of spaces"),
        ("... ?! -", "a text of punctuation"),
    ):
        result = checks.call(clean, text, called=f"clean of {what}")
        assert result is not None and not isinstance(result, str), (
            f"For {what} clean should return an empty list."
        )
        assert list(result) == [], (
            f"For {what} clean returns {len(list(result))} tokens, but should return none: beware of empty strings."
        )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
train_tokens = [clean(text) or [] for text in train_texts]
if any(train_tokens):
    print(train_texts[4])
    print(train_tokens[4])
    raw = Counter(word for text in train_texts for word in text.split())
    cleaned = Counter(word for tokens in train_tokens for word in tokens)
    print(f"\n{len(raw)} different words before, {len(cleaned)} now, of some {cleaned.total()} in all")
    print({word: n for word, n in raw.items() if "jam" in word.lower()})
    print({word: n for word, n in cleaned.items() if "jam" in word})
else:
    print("Answer question 1 first.")

# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 3

# %% [markdown]
# ### Question 2: count a stream
#
# 500 reviews fit into memory. The archive of a large shop does not, nor does a library. But a file, a database or a
# network hands out its lines one by one, as an **iterator**: `for line in stream` gets one, and then the next. It can be
# read only *once*, and has no length.
#
# Write `token_counts(lines, stopwords)`, which returns a `Counter`: how often each word occurs in all lines, words as
# `clean` gives them. Words in `stopwords` (a set of words in lower case, such as `the`) are not counted.
#
# - `lines` is any iterable of strings: a list, an open file, a generator of millions of lines. The memory in use depends
#   on the number of *different* words, not on the number of lines.
# - A stopword is one however it is spelt: `The` is `the`.
# - `stopwords` is not changed.

# %% [raw]
# # BEGIN SOLUTION


# %%
def token_counts(lines, stopwords):
    """How often each word occurs in the lines (any iterable), stopwords left out."""
    # BEGIN SOLUTION
    counts = Counter()
    for line in lines:
        counts.update(word for word in clean(line) if word not in stopwords)
    return counts
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: A Counter of the words in all lines.
"""  # END TEST CONFIG


def test_counts_of_a_list(token_counts):
    from labkit import checks

    checks.exists(token_counts, "token_counts")
    lines = ["dust on the wheel", "dust on dust"]
    result = checks.call(token_counts, lines, {"the", "on"}, called="token_counts(lines, stopwords)")
    checks.exists(result, "token_counts(lines, stopwords)")
    assert isinstance(result, dict), "token_counts should return a Counter."
    assert dict(result) == {"dust": 3, "wheel": 1}, (
        "token_counts(['dust on the wheel', 'dust on dust'], {'the', 'on'}) should count dust three times, wheel once."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the order of lower case and stopwords.
"""  # END TEST CONFIG


def test_stopwords_in_any_case(token_counts):
    import random

    from labkit import checks

    checks.exists(token_counts, "token_counts")
    stopwords, words = {"the", "and", "was", "our"}, ["rover", "storm", "wheel", "crater"]
    drawn = [random.choice([*stopwords, *words]) for _ in range(120)] + [*stopwords, *words]
    spelt = [random.choice((word, word.title(), word.upper())) for word in drawn] + ["The", "AND"]
    lines = [" ".join(spelt[i : i + 6]) for i in range(0, len(spelt), 6)]
    result = checks.call(token_counts, lines, stopwords, called="token_counts(lines, stopwords)")
    assert isinstance(result, dict), "token_counts should return a Counter."
    counts = {word: n for word, n in result.items() if n}
    back = sum(n for word, n in counts.items() if str(word).lower() in stopwords)
    assert back == 0, (
        f"{back} stopwords are counted, but none should: a stopword that begins a sentence is one as well, so make "
        "words lower case before you look them up."
    )
    assert counts == {word: drawn.count(word) for word in words}, (
        "The counts of the other words differ from how often they occur, in capitals or not, in all lines together."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the arguments after the call.
"""  # END TEST CONFIG


def test_stopwords_are_left_alone(token_counts):
    from labkit import checks
    from labkit.place import arguments_come_back

    checks.exists(token_counts, "token_counts")
    stopwords = {"the", "and", "was"}
    lines = ["The rover was here", "and there, was it?"]
    with arguments_come_back():
        result = checks.call(token_counts, list(lines), stopwords, called="token_counts(lines, stopwords)")
    assert isinstance(result, dict), "token_counts should return a Counter."
    assert stopwords == {"the", "and", "was"}, (
        "The set of stopwords is another after the call, but should be as it was: whoever calls next gets it."
    )
    again = checks.call(token_counts, list(lines), set(stopwords), called="token_counts(lines, stopwords)")
    assert again == result, (
        "A second call gives other counts, but should give the same: counts start from 0 each time."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 1.5
failure_message: Look at what is kept in memory while a stream is read.
"""  # END TEST CONFIG


def test_a_million_lines(token_counts):
    import random
    from collections import Counter

    from labkit import checks, there

    checks.exists(token_counts, "token_counts")
    # A right answer needs less than 5 MB and 1 to 3.5 s; all lines, or all tokens, in a list take 60 MB and more.
    words = ["storm", "wheel", "rover", "crater", "antenna", "valve", "ridge", "visor", "sol"]
    lines = [random.choice(words).title() + random.choice(("", "!", ".", " the")) for _ in range(1000)]
    counts = Counter(line.lower().split()[0].rstrip("!.") for line in lines)
    short = checks.call(
        token_counts,
        there("labkit.meters").stream(lines),
        {"the", "a"},
        called="token_counts(stream, stopwords)",
    )
    assert short == counts, (
        "The counts of a stream of 1000 lines are not right: a generator can be read only once, from its first line on."
    )
    checks.consumes_stream_once(
        token_counts,
        lines,
        {"the", "a"},
        repeats=1000,
        megabytes=32,
        expected={word: 1000 * n for word, n in counts.items()},
        name="token_counts(stream, stopwords)",
    )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %% [markdown]
# How much memory does counting take? Twice the lines, twice the memory, if all of them are kept; a stream needs the same
# for any number of lines.


# %%
def many_lines(n):
    """A generator of n lines, each made when it is asked for."""
    return (f"{text[:60]} {i}" for i, text in zip(range(n), itertools.cycle(train_texts), strict=False))


if token_counts(["dust"], set()):
    sizes = [1000, 2000, 4000, 8000]
    kept = [meters.peak_megabytes(lambda n=n: token_counts(list(many_lines(n)), STOPWORDS)) for n in sizes]
    streamed = [meters.peak_megabytes(lambda n=n: token_counts(many_lines(n), STOPWORDS)) for n in sizes]
    fig, ax = plt.subplots(figsize=(6, 3))
    ax.plot(sizes, kept, "o-", color="tab:red", label="list(lines)")
    ax.plot(sizes, streamed, "o-", color="tab:green", label="lines as they come")
    ax.set_xlabel("lines")
    ax.set_ylabel("memory in MB")
    ax.set_ylim(bottom=0)
    ax.legend()
    fig.tight_layout()
    plt.show()
else:
    print("Answer questions 1 and 2 first.")

# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 2

# %% [markdown]
# ### Question 3: the most frequent words
#
# Write `top_terms(counts, n)`, which returns the list of the `n` most frequent words of a `Counter` as pairs
# `(word, count)`, the most frequent first.
#
# Words with the *same* count come in alphabetical order. Otherwise their order, and even which of them are among the `n`,
# would depend on which was counted first: shuffle the reviews, and the table in your report changes. If there are fewer
# than `n` words, return all. `counts` is not changed.

# %% [raw]
# # BEGIN SOLUTION


# %%
def top_terms(counts, n):
    """The n most frequent words as pairs (word, count); ties in alphabetical order."""
    # BEGIN SOLUTION
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:n]
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: The most frequent words, the first the most frequent one.
"""  # END TEST CONFIG


def test_two_of_three(top_terms):
    from collections import Counter

    from labkit import checks

    checks.exists(top_terms, "top_terms")
    counts = Counter({"wheel": 2, "storm": 9, "sol": 5})
    result = checks.call(top_terms, counts, 2, called="top_terms(counts, 2)")
    checks.exists(result, "top_terms(counts, 2)")
    terms = [item if isinstance(item, str) else item[0] for item in result]
    assert terms == ["storm", "sol"], (
        "top_terms(Counter({'wheel': 2, 'storm': 9, 'sol': 5}), 2) should be [('storm', 9), ('sol', 5)]."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at words with the same count.
"""  # END TEST CONFIG


def test_order_of_counting_plays_no_part(top_terms):
    import random
    from collections import Counter

    from labkit import checks

    checks.exists(top_terms, "top_terms")
    words = [
        "storm",
        "wheel",
        "rover",
        "crater",
        "antenna",
        "valve",
        "ridge",
        "visor",
        "hatch",
        "brake",
        "motor",
        "dust",
    ]
    seen = set()
    for _ in range(6):
        random.shuffle(words)
        counts = Counter({word: 5 if word < "m" else 3 for word in words})
        result = checks.call(top_terms, counts, 8, called="top_terms(counts, 8)")
        checks.exists(result, "top_terms(counts, 8)")
        seen.add(tuple(item if isinstance(item, str) else item[0] for item in result))
    assert all(len(terms) == 8 for terms in seen), "top_terms(counts, 8) should return 8 of 12 words."
    assert len(seen) == 1, (
        f"The same counts in {6} different orders of counting give {len(seen)} different results, but should give one: "
        "put words with the same count in an order of their own."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at which words are returned, and in which order.
"""  # END TEST CONFIG


def test_most_frequent_first(top_terms):
    import random
    from collections import Counter

    from labkit import checks

    checks.exists(top_terms, "top_terms")
    words = ["storm", "wheel", "rover", "crater", "antenna", "valve", "ridge", "visor", "hatch", "brake"]
    numbers = [9, 100, *random.sample(range(10, 90), 8)]
    random.shuffle(numbers)
    counts = Counter(dict(zip(words, numbers, strict=True)))
    falling = sorted(words, key=counts.__getitem__, reverse=True)
    for n in (1, 4, 10):
        result = checks.call(top_terms, Counter(counts), n, called=f"top_terms(counts, {n})")
        checks.exists(result, f"top_terms(counts, {n})")
        terms = [item if isinstance(item, str) else item[0] for item in result]
        assert len(terms) == n, f"top_terms(counts, {n}) returns {len(terms)} words, but should return {n}."
        assert set(terms) == set(falling[:n]), (
            f"top_terms(counts, {n}) should return the {n} most frequent words."
        )
        assert terms == falling[:n], "The most frequent word should come first: by number, 100 before 20."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.25
failure_message: Look at short tables, and at the Counter after the call.
"""  # END TEST CONFIG


def test_all_if_there_are_fewer(top_terms):
    from collections import Counter

    from labkit import checks
    from labkit.place import arguments_come_back

    checks.exists(top_terms, "top_terms")
    counts = Counter({"wheel": 2, "storm": 9, "sol": 5})
    with arguments_come_back():
        result = checks.call(top_terms, counts, 20, called="top_terms(counts, 20) for three words")
    checks.exists(result, "top_terms(counts, 20)")
    terms = [item if isinstance(item, str) else item[0] for item in result]
    assert terms == ["storm", "sol", "wheel"], (
        f"For three words top_terms(counts, 20) returns {len(terms)} words, but should return all three in order."
    )
    assert dict(counts) == {"wheel": 2, "storm": 9, "sol": 5}, (
        "The Counter should be after the call as it was before."
    )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
counts = token_counts(train_texts, STOPWORDS)
everything = token_counts(train_texts, set())
if counts and top_terms(counts, 3):
    fig, axes = plt.subplots(1, 2, figsize=(10, 4))
    for ax, table, title in zip(axes, (everything, counts), ("all words", "without stopwords"), strict=True):
        terms = list(top_terms(table, 15))[::-1]
        ax.barh([word for word, _ in terms], [n for _, n in terms], color="tab:blue")
        ax.set_title(title)
        ax.set_xlabel("count")
    fig.tight_layout()
    plt.show()
else:
    print("Answer questions 1 to 3 first.")

# %% [markdown]
# Without stopwords one sees what the reviews are about. But `storm`, `storms`, `stormed` and `storming` are still four
# words. There are two ways to make them one:
#
# - A **stemmer** cuts off endings by rules, blindly. Porter's (1980) is the best known. What is left is often no word:
#   *analysis* → *analysi*, *battery* → *batteri*. It needs no dictionary and is fast.
# - A **lemmatiser** looks up the base form, the *lemma*, in a dictionary: *analyses* → *analysis*. It finds *broke* →
#   *break* and *better* → *good*, which no ending tells. But it has to know the **part of speech**: *leaves* is *leaf* as
#   a noun and *leave* as a verb.
#
# WordNet is such a dictionary. NLTK reads it and has its rules. The course's own small dictionary has WordNet's format, so
# that NLTK's lemmatiser works on it in the same way. And `tag(tokens)` gives each token its part of speech:

# %%
print(tag(["the", "storm", "stormed", "for", "three", "sols"]))
print([synset.definition() for synset in wordnet.synsets("storm")])

# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 3

# %% [markdown]
# ### Question 4: stems and lemmas
#
# Write two functions:
#
# - `stem(tokens)`: the list of the tokens' stems by Porter's algorithm (`PorterStemmer` from `nltk.stem`).
# - `lemmatize(tokens_with_pos)`: takes a list of pairs `(token, tag)`, as `tag(tokens)` gives them, and returns the list
#   of the tokens' lemmas by WordNet (`WordNetLemmatizer().lemmatize(token, pos)`), each for its own part of speech. Tokens
#   with other tags, and words that the dictionary does not know, stay as they are.
#
# Tags are the *universal* ones. WordNet has letters for four of them:
#
# | tag | `NOUN` | `VERB` | `ADJ` | `ADV` |
# | --- | --- | --- | --- | --- |
# | WordNet's `pos` | `"n"` | `"v"` | `"a"` | `"r"` |
#
# Both return as many as they get, in the same order.

# %% [raw]
# # BEGIN SOLUTION


# %%
def stem(tokens):
    """The Porter stems of the tokens."""
    # BEGIN SOLUTION
    porter = PorterStemmer()
    return [porter.stem(token) for token in tokens]
    # END SOLUTION


def lemmatize(tokens_with_pos):
    """The WordNet lemmas of pairs (token, universal tag)."""
    # BEGIN SOLUTION
    lemmatizer = WordNetLemmatizer()
    letters = {"NOUN": "n", "VERB": "v", "ADJ": "a", "ADV": "r"}
    return [
        lemmatizer.lemmatize(token, letters[tag]) if tag in letters else token
        for token, tag in tokens_with_pos
    ]
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: A list of strings, as many as there are tokens.
"""  # END TEST CONFIG


def test_storms(stem, lemmatize):
    from labkit import checks

    checks.exists(stem, "stem")
    checks.exists(lemmatize, "lemmatize")
    stems = checks.call(stem, ["storms", "processing"], called="stem(['storms', 'processing'])")
    checks.exists(stems, "stem(['storms', 'processing'])")
    assert list(stems) == ["storm", "process"], (
        "stem(['storms', 'processing']) should be ['storm', 'process']."
    )
    lemmas = checks.call(lemmatize, [("storms", "NOUN")], called="lemmatize([('storms', 'NOUN')])")
    checks.exists(lemmas, "lemmatize([('storms', 'NOUN')])")
    lemmas = [lemma if isinstance(lemma, str) else lemma[0] for lemma in lemmas]
    assert lemmas == ["storm"], "lemmatize([('storms', 'NOUN')]) should be ['storm']."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the stems.
"""  # END TEST CONFIG


def test_porter_stems(stem):
    import random

    from labkit import checks

    checks.exists(stem, "stem")
    table = (
        "processing:process analysis:analysi storming:storm relational:relat batteries:batteri jammed:jam "
        "happiness:happi sampling:sampl crashes:crash disappointment:disappoint national:nation hopeful:hope "
        "drilling:drill failure:failur connections:connect adjustable:adjust replacement:replac operator:oper"
    )
    pairs = [pair.split(":") for pair in table.split()]
    random.shuffle(pairs)
    result = checks.call(stem, [word for word, _ in pairs], called="stem(tokens)")
    checks.exists(result, "stem(tokens)")
    result = list(result)
    assert len(result) == len(pairs), f"For {len(pairs)} tokens there are {len(result)} stems."
    wrong = sum(got != want for got, (_, want) in zip(result, pairs, strict=True))
    assert wrong == 0, (
        f"{wrong} of {len(pairs)} stems are not Porter's, in the order of the tokens: a stem may be no word (analysi), as "
        "endings are cut off by rules, not looked up."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at nouns and at what the dictionary knows of them.
"""  # END TEST CONFIG


def test_lemmas_of_nouns(lemmatize):
    import random

    from labkit import checks

    checks.exists(lemmatize, "lemmatize")
    table = (
        "analysis:analysis analyses:analysis storms:storm batteries:battery knives:knife crises:crisis teeth:tooth "
        "women:woman boxes:box mice:mouse rovers:rover wolves:wolf churches:church planet:planet"
    )
    pairs = [pair.split(":") for pair in table.split()]
    random.shuffle(pairs)
    result = checks.call(lemmatize, [(word, "NOUN") for word, _ in pairs], called="lemmatize(nouns)")
    checks.exists(result, "lemmatize(nouns)")
    lemmas = [lemma if isinstance(lemma, str) else lemma[0] for lemma in result]
    assert len(lemmas) == len(pairs), f"For {len(pairs)} tokens there are {len(lemmas)} lemmas."
    wrong = sum(got != want for got, (_, want) in zip(lemmas, pairs, strict=True))
    assert wrong == 0, (
        f"{wrong} of {len(pairs)} lemmas of nouns are wrong: a lemma is a word of the dictionary (analysis stays as it is), "
        "found by its rules and its list of exceptions."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at what becomes of the tags.
"""  # END TEST CONFIG


def test_part_of_speech_counts(lemmatize):
    import random

    from labkit import checks

    checks.exists(lemmatize, "lemmatize")
    cases = [
        *(
            ("better", "ADJ", "good"),
            ("worse", "ADJ", "bad"),
            ("sturdier", "ADJ", "sturdy"),
            ("brightest", "ADJ", "bright"),
        ),
        *(("processing", "VERB", "process"), ("broke", "VERB", "break"), ("jammed", "VERB", "jam")),
        *(("storming", "VERB", "storm"), ("carried", "VERB", "carry"), ("wrote", "VERB", "write")),
        *(("leaves", "NOUN", "leaf"), ("leaves", "VERB", "leave"), ("storms", "NOUN", "storm")),
        ("quickly", "ADV", "quickly"),
    ]
    random.shuffle(cases)
    tokens = [(word, tag) for word, tag, _ in cases]
    result = checks.call(lemmatize, tokens, called="lemmatize(tokens_with_pos)")
    checks.exists(result, "lemmatize(tokens_with_pos)")
    lemmas = [lemma if isinstance(lemma, str) else lemma[0] for lemma in result]
    assert len(lemmas) == len(cases), f"For {len(cases)} tokens there are {len(lemmas)} lemmas."
    wrong = {tag: 0 for _, tag, _ in cases}
    for got, (_, tag, want) in zip(lemmas, cases, strict=True):
        wrong[tag] += got != want
    assert not any(wrong.values()), (
        f"Wrong are {wrong['VERB']} of 7 verbs, {wrong['ADJ']} of 4 adjectives, {wrong['NOUN']} of 2 nouns: each tag has its "
        "own letter in WordNet, and without one the lemmatiser takes every word for a noun."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at words that are not in the dictionary.
"""  # END TEST CONFIG


def test_unknown_words_stay(lemmatize):
    import random

    from labkit import checks

    checks.exists(lemmatize, "lemmatize")
    ends = {"NOUN": ("s", "es", "ies"), "VERB": ("ing", "ed", "s"), "ADJ": ("er", "est"), "ADV": ("ly",)}
    tokens = [
        ("zq" + "".join(random.choices("aeioukrt", k=4)) + random.choice(ends[tag]), tag)
        for tag in ends
        for _ in range(5)
    ]
    tokens += [("the", "DET"), ("of", "ADP"), ("twelve", "NUM")]
    random.shuffle(tokens)
    result = checks.call(lemmatize, tokens, called="lemmatize(tokens_with_pos)")
    checks.exists(result, "lemmatize(tokens_with_pos)")
    lemmas = [lemma if isinstance(lemma, str) else None if lemma is None else lemma[0] for lemma in result]
    assert len(lemmas) == len(tokens), (
        f"For {len(tokens)} tokens there are {len(lemmas)} lemmas, but should be as many: no word is left out."
    )
    changed = sum(got != word for got, (word, _) in zip(lemmas, tokens, strict=True))
    assert changed == 0, (
        f"{changed} of {len(tokens)} words that the dictionary does not know were changed, but should stay as they are, "
        "whatever they end in, and so should words with other tags."
    )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
sample = [
    "the",
    "analyses",
    "of",
    "the",
    "batteries",
    "were",
    "better",
    "than",
    "planned",
    "but",
    "it",
    "broke",
    "twice",
]
if stem(sample) and lemmatize(tag(sample)):
    pairs = tag(sample)
    table = pd.DataFrame(
        {"tag": [t for _, t in pairs], "stem": stem(sample), "lemma": lemmatize(pairs)}, index=sample
    )
    print(table.T.to_string())
else:
    print("Answer question 4 first.")

# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 2

# %% [markdown]
# ### Question 5: parts of speech
#
# Nouns say what a text is about and adjectives what someone thinks of it. Often the rest can go. Write
#
# - `keep_pos(tagged, keep=("NOUN", "ADJ"))`: takes a list of pairs `(token, tag)` and returns the list of those tokens
#   (strings) whose tag is in `keep`, in order, as often as they occur.
# - `vocabulary_reduction(before, after)`: takes two lists of tokens and returns which share of the vocabulary has gone,
#
# $$1 - \frac{|V_\text{after}|}{|V_\text{before}|},$$
#
# where $V$ is the set of *different* tokens. For no tokens before, the share is 0.

# %% [raw]
# # BEGIN SOLUTION


# %%
def keep_pos(tagged, keep=("NOUN", "ADJ")):
    """The tokens whose tag is to be kept."""
    return [token for token, tag in tagged if tag in keep]  # SOLUTION


def vocabulary_reduction(before, after):
    """The share of the different tokens that has gone."""
    # BEGIN SOLUTION
    size = len(set(before))
    return 1 - len(set(after)) / size if size else 0.0
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: A list of tokens, and a number.
"""  # END TEST CONFIG


def test_nouns_and_a_share(keep_pos, vocabulary_reduction):
    from labkit import checks

    checks.exists(keep_pos, "keep_pos")
    checks.exists(vocabulary_reduction, "vocabulary_reduction")
    kept = checks.call(
        keep_pos, [("a", "DET"), ("bright", "ADJ"), ("lamp", "NOUN")], called="keep_pos(tagged)"
    )
    checks.exists(kept, "keep_pos(tagged)")
    kept = [item if isinstance(item, str) else item[0] for item in kept]
    assert kept == ["bright", "lamp"], (
        "keep_pos([('a', 'DET'), ('bright', 'ADJ'), ('lamp', 'NOUN')]) should be ['bright', 'lamp']."
    )
    called = "vocabulary_reduction(['a', 'bright', 'lamp', 'glows'], ['bright'])"
    share = checks.call(vocabulary_reduction, ["a", "bright", "lamp", "glows"], ["bright"], called=called)
    checks.close(share, 0.75, name=called, why="one of four different words is left")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at which tokens are kept, and in which order.
"""  # END TEST CONFIG


def test_nouns_and_adjectives_in_order(keep_pos):
    import random

    from labkit import checks

    checks.exists(keep_pos, "keep_pos")
    tags = ["NOUN", "VERB", "ADJ", "ADV", "DET", "PRON", "ADP", "NUM"]
    words = ["storm", "bright", "leak", "rover", "dust", "fast", "wheel"]
    tagged = [(random.choice(words), random.choice(tags)) for _ in range(60)] + [
        ("dust", "NOUN"),
        ("dust", "NOUN"),
    ]
    result = checks.call(keep_pos, tagged, called="keep_pos(tagged)")
    checks.exists(result, "keep_pos(tagged)")
    kept = [item if isinstance(item, str) else item[0] for item in result]
    want = [word for word, tag in tagged if tag in ("NOUN", "ADJ")]
    assert len(kept) == len(want), (
        f"Of 62 tokens {len(kept)} are kept, but {len(want)} are nouns or adjectives: each one is kept as often as it comes."
    )
    assert kept == want, "The tokens that are kept should be the nouns and adjectives, in the text's order."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at the argument keep.
"""  # END TEST CONFIG


def test_other_parts_of_speech(keep_pos):
    import random

    from labkit import checks

    checks.exists(keep_pos, "keep_pos")
    tags = ["NOUN", "VERB", "ADJ", "ADV", "DET", "PRON", "ADP", "NUM"]
    tagged = [(f"word{i}", random.choice(tags)) for i in range(60)] + [
        (f"{tag.lower()}s", tag) for tag in tags
    ]
    for keep in (("VERB",), ("ADV", "VERB", "NUM"), ("NOUN",)):
        result = checks.call(keep_pos, list(tagged), keep, called="keep_pos(tagged, keep)")
        checks.exists(result, "keep_pos(tagged, keep)")
        kept = [item if isinstance(item, str) else item[0] for item in result]
        assert kept == [word for word, tag in tagged if tag in keep], (
            f"With {len(keep)} tags to keep the tokens are not those with these tags, in order: `keep` is an argument, and "
            "nouns and adjectives are only what it is by default."
        )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what a vocabulary is.
"""  # END TEST CONFIG


def test_share_of_different_words(vocabulary_reduction):
    import random

    from labkit import checks

    checks.exists(vocabulary_reduction, "vocabulary_reduction")
    words = [f"word{'abcdefghijklmnopqrst'[i]}" for i in range(20)]
    before = words + random.choices(words, k=40)
    for size in (5, 15, 20):
        after = words[:size] + random.choices(words[:size], k=7)
        share = checks.call(vocabulary_reduction, before, after, called="vocabulary_reduction(before, after)")
        checks.close(
            share,
            1 - size / 20,
            name="vocabulary_reduction(before, after)",
            why="a vocabulary holds each word once, however often it occurs, and the share is of what was before",
        )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
tagged = [tag(tokens) for tokens in train_tokens]
steps = {
    "raw": [word for text in train_texts for word in text.split()],
    "clean": [token for tokens in train_tokens for token in tokens],
    "stem": [token for tokens in train_tokens for token in stem(tokens) or []],
    "lemma": [token for pairs in tagged for token in lemmatize(pairs) or []],
    "nouns and adjectives": [token for pairs in tagged for token in keep_pos(pairs) or []],
}
if all(steps.values()):
    fig, ax = plt.subplots(figsize=(7, 3))
    ax.barh(list(steps), [len(set(tokens)) for tokens in steps.values()], color="tab:blue")
    for i, tokens in enumerate(steps.values()):
        share = vocabulary_reduction(steps["raw"], tokens) or 0
        ax.text(len(set(tokens)), i, f" −{share:.0%}" if share else "")
    ax.set_xlabel("different words")
    ax.set_xlim(0, 1.15 * len(set(steps["raw"])))
    ax.invert_yaxis()
    fig.tight_layout()
    plt.show()
else:
    print("Answer questions 1, 4 and 5 first.")

# %% [markdown]
# ## Who is it about?
#
# `Gale Crater` is one thing, not two words, and it is a place. Names of persons, places, organisations are **named
# entities**. A spaCy pipeline finds them: `doc = nlp(text)` turns a text into a document whose `doc.ents` are spans, each
# with its `text` and its `label_`. Which pipeline is it here?

# %%
nlp = load_nlp()
print([(ent.text, ent.label_) for ent in nlp("Perseverance left Jezero Crater, said NASA.").ents])

# %% [raw]
# # BEGIN QUESTION
# name: q6
# points: 2.5

# %% [markdown]
# ### Question 6: named entities
#
# Write `entity_counts(docs, nlp)`, which takes a list of texts and a pipeline, and returns a dict: for each label a
# `Counter` of the entities with that label by their text, over all texts. For example
#
# ```
# {"ROVER": Counter({"Perseverance": 3, "Curiosity": 1}), "PLACE": Counter({"Gale Crater": 2})}
# ```
#
# An entity of two words counts once, as a whole. A real pipeline runs several networks on each text, and they like batches
# as any network does. So do not call `nlp(text)` in a loop: **`nlp.pipe(texts)`** takes all texts, works on them in
# batches, and yields one document after the other. Use the pipeline that is passed in; any other one must work, too.

# %% [raw]
# # BEGIN SOLUTION


# %%
def entity_counts(docs, nlp):
    """The named entities of the texts: for each label a Counter of their texts."""
    # BEGIN SOLUTION
    counts = {}
    for doc in nlp.pipe(docs):
        for ent in doc.ents:
            counts.setdefault(ent.label_, Counter())[ent.text] += 1
    return counts
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: A dict with a Counter for each label.
"""  # END TEST CONFIG


def test_one_rover(entity_counts):
    from labkit import checks, there

    checks.exists(entity_counts, "entity_counts")
    nlp = there("labkit.spies").pipeline({"ROVER": ["Perseverance", "Spirit"], "PLACE": ["Gale Crater"]})
    docs = ["Today Perseverance moved.", "We saw Perseverance."]
    result = checks.call(entity_counts, docs, nlp, called="entity_counts(docs, nlp)")
    checks.exists(result, "entity_counts(docs, nlp)")
    assert isinstance(result, dict), "entity_counts should return a dict."
    assert all(isinstance(counter, dict) for counter in result.values()), (
        "Each label's value should be a Counter."
    )
    found = {label: dict(counter) for label, counter in result.items() if counter}
    assert set(found) == {"ROVER"}, "Two texts that name only a rover should give one label."
    assert list(found["ROVER"].values()) == [2], "A rover that two texts name should be counted twice."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at what is counted.
"""  # END TEST CONFIG


def test_entities_whole_by_label(entity_counts):
    import random
    from collections import Counter

    from labkit import checks, there

    checks.exists(entity_counts, "entity_counts")
    names = {
        "ROVER": ["Perseverance", "Zhurong"],
        "PLACE": ["Gale Crater", "Olympus Mons", "Utopia Planitia"],
        "GROUP": ["Jet Propulsion Laboratory", "Esa"],
    }
    drawn = [(label, random.choice(names[label])) for label in random.choices(list(names), k=40)]
    drawn += [("PLACE", "Gale Crater"), ("GROUP", "Jet Propulsion Laboratory"), ("ROVER", "Zhurong")]
    docs = [f"we heard of {name} and then nothing" for _, name in drawn] + ["nothing to tell", ""]
    docs += ["Zhurong waits where Zhurong was left, at Gale Crater"]
    drawn += [("ROVER", "Zhurong"), ("ROVER", "Zhurong"), ("PLACE", "Gale Crater")]
    nlp = there("labkit.spies").pipeline(names)
    result = checks.call(entity_counts, docs, nlp, called="entity_counts(docs, nlp)")
    assert isinstance(result, dict), "entity_counts should return a dict."
    want = {label: Counter(name.lower() for kind, name in drawn if kind == label) for label, _ in drawn}
    found = {str(label): Counter() for label in result}
    for label, counter in result.items():
        assert isinstance(counter, dict), "Each label's value should be a Counter."
        for name, n in counter.items():
            assert isinstance(name, str), "Entities should be counted by their text, a string."
            found[str(label)][name.lower()] += n
    found = {label: counter for label, counter in found.items() if counter}
    total, right = sum(c.total() for c in found.values()), len(drawn)
    assert total == right, (
        f"{total} entities are counted, but there are {right}: an entity of several words counts once, not each of its "
        "words, and each mention counts, also the second one in a text."
    )
    assert set(found) == set(want), (
        f"There are {len(found)} labels, but should be {len(want)}: an entity's `label_`."
    )
    assert found == want, (
        "The counts under the labels are not those of the entities, each one's whole text as a key."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at how texts go through the pipeline.
"""  # END TEST CONFIG


def test_texts_go_through_in_batches(entity_counts):
    from labkit import checks, there

    checks.exists(entity_counts, "entity_counts")
    kit = there("labkit.spies")
    nlp = kit.pipeline({"ROVER": ["Perseverance"]})
    docs = [f"We saw Perseverance on sol {i}" for i in range(30)]
    checks.call(entity_counts, docs, nlp, called="entity_counts(docs, nlp)")
    use = kit.pipeline_use(nlp)
    assert use["alone"] == 0, (
        f"{use['alone']} of 30 texts went through the pipeline alone, but none should: `nlp.pipe(texts)` works on batches."
    )
    assert use["streamed"] > 0, "The pipeline that was passed in was not used, but should be."
    assert use["streams"] < 15, (
        f"`nlp.pipe` was called {use['streams']} times for 30 texts, but once for all of them is enough."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at which pipeline is used.
"""  # END TEST CONFIG


def test_any_pipeline(entity_counts):
    from labkit import checks, there

    checks.exists(entity_counts, "entity_counts")
    kit = there("labkit.spies")
    docs = ["the Quillon passed Vesper Bay", "Quillon, again", "Curiosity is a virtue, and NASA knows"]
    nlp = kit.pipeline({"SHIP": ["Quillon"], "HARBOUR": ["Vesper Bay"]})
    result = checks.call(entity_counts, docs, nlp, called="entity_counts(docs, nlp)")
    assert isinstance(result, dict), "entity_counts should return a dict."
    assert all(isinstance(counter, dict) for counter in result.values()), (
        "Each label's value should be a Counter."
    )
    sizes = {str(label): sum(counter.values()) for label, counter in result.items() if counter}
    assert sizes == {"SHIP": 2, "HARBOUR": 1}, (
        f"A pipeline that knows two other labels gives {len(sizes)} labels, but should give those two with all their "
        "entities: labels come from the pipeline that is passed in."
    )
    empty = checks.call(
        entity_counts, [], kit.pipeline({"SHIP": ["Quillon"]}), called="entity_counts([], nlp)"
    )
    assert isinstance(empty, dict) and not any(empty.values()), "No texts should give no entities."


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
entities = entity_counts(train_texts, nlp)
if entities:
    fig, ax = plt.subplots(figsize=(8, 3.5))
    bars = [
        (label, name, n) for label in sorted(entities) for name, n in (top_terms(entities[label], 4) or [])
    ]
    colours = {label: f"C{i}" for i, label in enumerate(sorted(entities))}
    ax.barh(
        [f"{name} ({label})" for label, name, _ in bars],
        [n for *_, n in bars],
        color=[colours[b[0]] for b in bars],
    )
    ax.set_xlabel("count")
    ax.invert_yaxis()
    fig.tight_layout()
    plt.show()
else:
    print("Answer question 6 first.")

# %% [raw]
# # BEGIN QUESTION
# name: q7
# points: 2.5

# %% [markdown]
# ### Question 7: a word cloud
#
# A bar chart shows a dozen words. A **word cloud** shows a hundred, the larger the more frequent. It is no instrument to
# measure with, but one sees at a glance what a text is about.
#
# Write `word_cloud(counts, size)`, which draws the words of a `Counter` by the `wordcloud` library and returns the picture
# as an array of shape `(H, W, 3)`, red, green and blue from 0 to 255. `size` is the pair `(H, W)`.
#
# - Draw the **counts** (`generate_from_frequencies`), not a text: you have counted with care, without stopwords, and a
#   text would be taken apart and counted anew.
# - The same counts give the **same picture** each time. The library draws random places and colours; it has an argument
#   for the seed.

# %% [raw]
# # BEGIN SOLUTION


# %%
def word_cloud(counts, size):
    """A picture (H, W, 3) of the words, the larger the more frequent; the same for the same counts."""
    # BEGIN SOLUTION
    height, width = size
    cloud = WordCloud(width=width, height=height, background_color="white", random_state=0)
    return cloud.generate_from_frequencies(counts).to_array()
    # END SOLUTION


# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: An array of shape (H, W, 3).
"""  # END TEST CONFIG


def test_shape_of_the_picture(word_cloud):
    from collections import Counter

    from labkit import checks, there

    checks.exists(word_cloud, "word_cloud")
    counts = Counter({"storm": 9, "rover": 5, "dust": 2})
    seen = checks.call(
        there("labkit.spies").cloud, word_cloud, counts, (90, 90), called="word_cloud(counts, (90, 90))"
    )
    image = seen["image"]
    checks.exists(image, "word_cloud(counts, (90, 90))")
    checks.shape(image, (90, 90, 3), name="word_cloud(counts, (90, 90))", why="three colours for each point")
    assert (image != image[0, 0]).any(), "The picture is empty, but should show words."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at what the cloud is drawn from.
"""  # END TEST CONFIG


def test_drawn_from_the_counts(word_cloud):
    import random
    from collections import Counter

    from labkit import checks, there

    checks.exists(word_cloud, "word_cloud")
    words = ["storm", "rover", "dust", "wheel", "crater", "antenna", "ridge", "visor", "sensor", "habitat"]
    counts = Counter(dict(zip(words, random.sample(range(2, 60), 10), strict=True)))
    called = "word_cloud(counts, size)"
    seen = checks.call(there("labkit.spies").cloud, word_cloud, Counter(counts), (120, 120), called=called)
    checks.exists(seen["image"], called)
    assert seen["drawn"], "The picture is not drawn by the wordcloud library, but should be."
    drawn = {word.lower(): n for word, n in seen["drawn"][-1].items()}
    foreign, lost = len(set(drawn) - set(counts)), len(set(counts) - set(drawn))
    assert not foreign, (
        f"{foreign} words in the cloud are not in the counts, but none should: draw the counts, in which no stopword is left, "
        "not a text."
    )
    assert not lost, f"{lost} of 10 words of the counts are not in the cloud, but should be."
    order = sorted(counts, key=counts.__getitem__)
    assert sorted(drawn, key=drawn.__getitem__) == order, "The more frequent a word, the larger it should be."


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.75
failure_message: Look at a second picture of the same counts.
"""  # END TEST CONFIG


def test_same_picture_each_time(word_cloud):
    from collections import Counter

    from labkit import checks, there

    checks.exists(word_cloud, "word_cloud")
    spy = there("labkit.spies").cloud
    counts = Counter(
        {"storm": 30, "rover": 22, "dust": 21, "wheel": 12, "crater": 9, "antenna": 7, "ridge": 5, "sol": 2}
    )
    images = []
    for _ in range(2):
        there("random").random()
        there("numpy").random.rand()
        seen = checks.call(spy, word_cloud, Counter(counts), (120, 120), called="word_cloud(counts, size)")
        checks.shape(seen["image"], (120, 120, 3), name="word_cloud(counts, size)")
        images.append(seen["image"])
    assert (images[0] != images[0][0, 0]).any(), "The picture is empty, but should show words."
    share = float((images[0] != images[1]).any(axis=2).mean())
    assert share == 0, (
        f"Two pictures of the same counts differ in {100 * share:.3g} % of their points, but should be the same: the library "
        "draws places and colours at random, and has an argument for the seed."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at whether other counts give another picture.
"""  # END TEST CONFIG


def test_other_counts_other_picture(word_cloud):
    from collections import Counter

    from labkit import checks, there

    checks.exists(word_cloud, "word_cloud")
    spy, images = there("labkit.spies").cloud, []
    for counts in (Counter({"rover": 50, "dust": 3}), Counter({"rover": 3, "dust": 50})):
        for size in ((100, 100), (150, 150)):
            seen = checks.call(spy, word_cloud, Counter(counts), size, called="word_cloud(counts, size)")
            checks.shape(
                seen["image"], (*size, 3), name="word_cloud(counts, size)", why="size is an argument"
            )
            images.append(seen["image"])
    for image in images:
        ink = float((image != image[0, 0]).any(axis=2).mean())
        assert ink > 0.01, "A picture is empty, or nearly so, but should show words."
    assert (images[0] != images[2]).any(), "Other counts give the same picture, but should give another one."


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
moods = {"happy customers": 1, "unhappy customers": 0}
lemmas = [lemmatize(pairs) or [] for pairs in tagged]
clouds = []
for label in moods.values():
    lines = (" ".join(tokens) for tokens, y in zip(lemmas, y_train, strict=True) if y == label)
    counts = token_counts(lines, STOPWORDS)
    clouds.append(word_cloud(counts, (300, 450)) if counts else None)
if all(cloud is not None for cloud in clouds):
    fig, axes = plt.subplots(1, 2, figsize=(12, 4.2))
    for ax, cloud, title in zip(axes, clouds, moods, strict=True):
        ax.imshow(np.asarray(cloud))
        ax.set_title(title)
        ax.axis("off")
    fig.tight_layout()
    plt.show()
else:
    print("Answer questions 1, 2, 4 and 7 first.")

# %% [markdown]
# Both clouds look alike: the camp and its gear are in both. What sets them apart are many rare words, and for those a
# picture is too coarse. A classifier weighs each of them.

# %% [raw]
# # BEGIN QUESTION
# name: q8
# points: 3

# %% [markdown]
# ### Question 8: what is it all worth?
#
# **Logistic regression** gives each word $w$ of the vocabulary a weight $\theta_w$ and calls a review with $n_w$ times the
# word $w$ happy with the probability
#
# $$p = \sigma\Bigl(\theta_0 + \sum_w \theta_w n_w\Bigr), \qquad \sigma(z) = \frac{1}{1 + e^{-z}} .$$
#
# Each form of a word has its own weight, and one that occurs in a single review has hardly one. Write
#
# - `features(texts, mode)`: for each text, in order, its list of tokens.
#   `"raw"`: the text cut at spaces, nothing else done to it (`text.split()`).
#   `"clean"`: its words as `clean` gives them.
#   `"lemma"`: those words, tagged (by `tag`) and lemmatised.
# - `fit_classifier(texts, labels, mode)`: a classifier with a method `predict(token_lists)`, fitted on `features(texts,
#   mode)`. `make_pipeline(CountVectorizer(analyzer=…), LogisticRegression(…))` will do. Without an `analyzer` of your own
#   `CountVectorizer` takes texts, and makes them lower case and cuts them up itself, so that there would be nothing left to
#   compare; with `analyzer=list` it takes lists of tokens as they are.
# - `model`: the classifier for the mode `"lemma"`, fitted on the training reviews only.
#
# Of new reviews, `model.predict(features(new_texts, "lemma"))` should be right for at least **80 %**, and lemmas
# should beat raw text by at least 10 points.

# %% [raw]
# # BEGIN SOLUTION


# %%
def features(texts, mode):
    """The tokens of each text: "raw", "clean" or "lemma"."""
    # BEGIN SOLUTION
    if mode == "raw":
        return [text.split() for text in texts]
    if mode == "clean":
        return [clean(text) for text in texts]
    if mode == "lemma":
        return [lemmatize(tag(clean(text))) for text in texts]
    raise ValueError(f"The mode is {mode!r}, but should be raw, clean or lemma.")
    # END SOLUTION


def fit_classifier(texts, labels, mode):
    """A logistic regression on the counts of the texts' tokens."""
    # BEGIN SOLUTION
    classifier = make_pipeline(CountVectorizer(analyzer=list), LogisticRegression(max_iter=1000))
    return classifier.fit(features(texts, mode), labels)
    # END SOLUTION


# %%
model = fit_classifier(train_texts, y_train, "lemma")  # SOLUTION

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 0.5
failure_message: A list of tokens for each text, and a label for each.
"""  # END TEST CONFIG


def test_tokens_and_predictions(features, model):
    from labkit import checks

    checks.exists(features, "features")
    texts = ["The hinge JAMMED!", "It is better, by far."]
    for mode in ("raw", "clean", "lemma"):
        result = checks.call(features, texts, mode, called=f"features(texts, '{mode}')")
        checks.exists(result, f"features(texts, '{mode}')")
        assert len(result) == 2, (
            f"features(texts, '{mode}') should give one list of tokens for each of 2 texts."
        )
    checks.exists(model, "model")
    tokens = checks.call(features, texts, "lemma", called="features(texts, 'lemma')")
    labels = checks.call(model.predict, tokens, called="model.predict(features(texts, 'lemma'))")
    checks.shape(labels, (2,), name="model.predict(features(texts, 'lemma'))", why="one label for each text")


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 0.5
failure_message: Look at what the modes do to a text.
"""  # END TEST CONFIG


def test_modes(features):
    from labkit import checks

    checks.exists(features, "features")
    texts = ["The crises JAMMED us!", "", "They broke. We broke it!"]
    got = {}
    for mode in ("raw", "clean", "lemma"):
        result = checks.call(features, texts, mode, called=f"features(texts, '{mode}')")
        checks.exists(result, f"features(texts, '{mode}')")
        got[mode] = [item.split() if isinstance(item, str) else list(item) for item in result]
        assert len(got[mode]) == 3, (
            f"features(texts, '{mode}') should give 3 lists for 3 texts, also for an empty one."
        )
    assert got["raw"] == [text.split() for text in texts], (
        "In the mode 'raw' a text should only be cut at spaces, its capitals and marks left in."
    )
    assert got["clean"] == [["the", "crises", "jammed", "us"], [], ["they", "broke", "we", "broke", "it"]], (
        "In the mode 'clean' the tokens should be those of clean(text), text by text."
    )
    assert {"crisis", "jam"} <= set(got["lemma"][0]) and got["lemma"][2].count("break") == 2, (
        "In the mode 'lemma' words should be in their base form, each for the part of speech that the tagger gives it: "
        "verbs too."
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 1
failure_message: Look at how well the model judges reviews that it has never seen.
"""  # END TEST CONFIG


def test_model_judges_new_reviews(features, model):
    import random

    from labkit import checks, reviews

    checks.exists(features, "features")
    checks.exists(model, "model")
    pairs = reviews.reviews(1500, random.getrandbits(32))
    tokens = checks.call(features, [text for text, _ in pairs], "lemma", called="features(texts, 'lemma')")
    checks.exists(tokens, "features(texts, 'lemma')")
    labels = checks.call(model.predict, tokens, called="model.predict(features(texts, 'lemma'))")
    checks.shape(labels, (1500,), name="model.predict(features(texts, 'lemma'))")
    # The reference on 20 sets of 1500 new reviews: 0.845 to 0.881, mean 0.859, tolerance bound (99.9 %, 95 %) 0.820. Other
    # right answers: 0.813 to 0.858 where punctuation is deleted and tags stay in, 0.821 to 0.857 with stems, 0.881 to 0.913
    # with tf-idf. Clean words without lemmas 0.736 to 0.769, all taken for nouns 0.763 to 0.795, raw text 0.558 to 0.607.
    checks.accuracy_at_least(
        labels,
        [label for _, label in pairs],
        0.79,
        name="model",
        where="on new reviews",
        why="are words in their base forms, for their parts of speech, and is the model fitted on all training reviews?",
    )


# %%
""" # BEGIN TEST CONFIG
hidden: true
points: 1
failure_message: Look at what each mode leaves for a classifier to learn from.
"""  # END TEST CONFIG


def test_lemmas_beat_raw_text(features):
    import random

    from labkit import checks, reviews
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    checks.exists(features, "features")
    seed = random.getrandbits(32)
    parts = reviews.reviews(500, seed), reviews.reviews(1500, seed + 1)
    train, new = ([text for text, _ in part] for part in parts)
    y_train, y_new = ([label for _, label in part] for part in parts)
    accuracy = {}
    for mode in ("raw", "clean", "lemma"):
        tokens = checks.call(features, [*train, *new], mode, called=f"features(texts, '{mode}')")
        checks.exists(tokens, f"features(texts, '{mode}')")
        tokens = [
            item.split() if isinstance(item, str) else [str(token) for token in item] for item in tokens
        ]
        assert len(tokens) == 2000, f"features(texts, '{mode}') gives {len(tokens)} lists for 2000 texts."
        assert any(tokens[:500]), f"features(texts, '{mode}') gives no tokens at all."
        classifier = make_pipeline(CountVectorizer(analyzer=list), LogisticRegression(max_iter=1000))
        classifier.fit(tokens[:500], y_train)
        accuracy[mode] = classifier.score(tokens[500:], y_new)
    # Over 20 draws lemmas gain 0.279 to 0.329 over raw text (bound 0.251) and 0.089 to 0.144 over clean words (0.054); where
    # punctuation is deleted and tags stay in, 0.249 to 0.298 and 0.068 to 0.114. With all words taken for nouns it is 0.187 to
    # 0.238 and 0.009 to 0.045.
    checks.at_least(
        accuracy["lemma"] - accuracy["raw"],
        0.1,
        name="the gain of lemmas over raw text",
        why="look at what 'raw' leaves in and what 'lemma' makes one",
    )
    checks.at_least(
        accuracy["lemma"] - accuracy["clean"],
        0.04,
        name="the gain of lemmas over clean words",
        why="each word is to be looked up for its own part of speech, verbs as verbs",
    )


# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION

# %%
if hasattr(model, "predict"):
    stages = {mode: fit_classifier(train_texts, y_train, mode) for mode in ("raw", "clean", "lemma")}
    scores = {mode: np.mean(m.predict(features(val_texts, mode)) == y_val) for mode, m in stages.items()}
    sizes = [60, 125, 250, 500]
    fig, axes = plt.subplots(1, 2, figsize=(10, 3.5))
    axes[0].bar(list(scores), list(scores.values()), color=["tab:grey", "tab:blue", "tab:green"])
    for i, score in enumerate(scores.values()):
        axes[0].text(i, score, f"{score:.2f}", ha="center", va="bottom")
    for mode, colour in (("raw", "tab:grey"), ("clean", "tab:blue"), ("lemma", "tab:green")):
        tokens = features(val_texts, mode)
        curve = [fit_classifier(train_texts[:n], y_train[:n], mode).predict(tokens) for n in sizes]
        axes[1].plot(sizes, [np.mean(p == y_val) for p in curve], "o-", color=colour, label=mode)
    axes[0].set_ylim(0.4, 1)
    axes[0].set_ylabel("validation accuracy")
    axes[1].set_xlabel("training reviews")
    axes[1].set_ylabel("validation accuracy")
    axes[1].legend()
    fig.tight_layout()
    plt.show()
else:
    print("Answer question 8 first.")

# %% [markdown]
# The weights tell what the model has learnt. Here are the words with the largest and the smallest ones, if your model is
# a pipeline of a vectoriser and a linear model.

# %%
if hasattr(model, "steps") and hasattr(model[-1], "coef_"):
    names, weights = model[0].get_feature_names_out(), model[-1].coef_[0]
    order = np.argsort(weights)
    order = np.concatenate([order[:12], order[-12:]])
    fig, ax = plt.subplots(figsize=(7, 5))
    ax.barh(names[order], weights[order], color=["tab:red" if weights[i] < 0 else "tab:green" for i in order])
    ax.set_xlabel("weight")
    fig.tight_layout()
    plt.show()
else:
    print("Answer question 8 first.")

# %% [markdown]
# ### What you take home
#
# - Whoever counts strings counts spellings. Cleaning and base forms make words of them, and rare words frequent enough to
#   learn from: the fewer texts, the more that is worth.
# - A stemmer cuts, a lemmatiser looks up, and needs the part of speech.
# - Read streams as streams: use a line and let it go. Large inputs then need no more memory than small ones.
# - Give batches to whatever works in batches, and seeds to whatever draws at random.
