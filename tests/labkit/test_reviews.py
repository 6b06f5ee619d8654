"""Reviews, dictionary and tagger: the committed files are what the generators make, and fit each other."""

import csv
import io
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import nltk
import pytest
from labkit import language, lexicon, reviews, wordnet
from nltk.corpus.reader.wordnet import WordNetCorpusReader

DATA = Path(reviews.__file__).parents[1] / "l05_1_text" / "data"
DICTIONARY = DATA / "nltk_data" / "corpora" / "wordnet"


@pytest.fixture(scope="module")
def reader():
    nltk.data.path.insert(0, str(DATA / "nltk_data"))  # the reader looks for the senses of "wordnet" there
    yield WordNetCorpusReader(nltk.data.FileSystemPathPointer(str(DICTIONARY)), object())
    nltk.data.path.remove(str(DATA / "nltk_data"))


@pytest.mark.parametrize("split", ["train", "validation"])
def test_the_committed_reviews_are_what_the_generator_writes(split, tmp_path):
    reviews.write_csv(tmp_path)
    assert (DATA / f"{split}.csv").read_bytes() == (tmp_path / f"{split}.csv").read_bytes()


def test_the_committed_dictionary_is_what_the_generator_writes(tmp_path):
    wordnet.write_wordnet(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert {path.name: path.read_bytes() for path in DICTIONARY.iterdir()} == made


def test_the_same_seed_gives_the_same_reviews_in_another_process():
    code = "from labkit import reviews; print(ascii(reviews.reviews(20, 5)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ascii(reviews.reviews(20, 5))
    assert reviews.reviews(20, 5) != reviews.reviews(20, 6)


def test_a_csv_reader_gets_the_reviews_back():
    rows = reviews.rows("train")
    text = reviews.csv_text(rows)
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read == [["text", "label"], *([text, str(label)] for text, label in rows)]


def test_reviews_are_as_untidy_as_the_lab_promises():
    rows = reviews.rows("train")
    true = reviews.reviews(*reviews.SPLITS["train"])
    assert 0.01 < sum(a[1] != b[1] for a, b in zip(rows, true, strict=True)) / len(rows) < 0.05
    assert 0.45 < sum(label for _, label in rows) / len(rows) < 0.55
    for pattern in ("<br", "https?://", "&amp;", r"\b[A-Z]{4,}\b", r"\b[Ss]torms?\b", r"\bsols?\b", "rover"):
        assert sum(bool(re.search(pattern, text)) for text, _ in rows) > 10, pattern


def test_every_word_of_the_templates_is_in_the_word_list():
    """What a tagger by word list does not know it takes for a noun."""
    known = lexicon.parts_of_speech()
    templates = [*reviews.NEUTRAL, *(t for group in reviews.OPINIONS.values() for t in group)]
    words = {word for t in templates for word in re.findall(r"[a-z]+", re.sub(r"\{\w+\}", " ", t))}
    words |= {word for group in reviews.FILLINGS.values() for word in group.split()}
    assert words - set(known) <= {"miles", "page", "grams"}
    for kinds in reviews.WORDS.values():
        for kind, tag in (("i", "VERB"), ("t", "VERB"), ("n", "NOUN"), ("a", "ADJ")):
            assert [w for w in kinds[kind].split() if tag not in known.get(w, ())] == []


def test_the_classes_share_no_telling_word():
    told = [{w for group in kinds.values() for w in group.split()} for kinds in reviews.WORDS.values()]
    assert not told[0] & told[1]


@pytest.mark.parametrize("pos", "nvar")
def test_every_form_leads_back_to_its_lemma(reader, pos):
    for lemma in lexicon.lemmas(pos):
        for form in [lemma, *lexicon.forms(lemma, pos)]:
            found = reader._morphy(form, pos)
            assert min(found, key=len) == lemma == reader.morphy(form, pos)


def test_the_dictionary_has_meanings(reader):
    storm = reader.synset("storm.n.01")
    assert storm.definition() == "a strong wind"
    assert [synset.pos() for synset in reader.synsets("storm")] == ["n", "v"]
    assert reader.synsets("zorblax") == []


@pytest.mark.parametrize(
    ("lemma", "pos", "forms"),
    [
        ("storm", "n", "storms"),
        ("crisis", "n", "crises"),
        ("knife", "n", "knives"),
        ("storm", "v", "storms storming stormed"),
        ("jam", "v", "jams jamming jammed"),
        ("die", "v", "dies dying died"),
        ("break", "v", "breaks breaking broke broken"),
        ("be", "v", "is being was been am are were"),
        ("good", "a", "better best"),
        ("sturdy", "a", "sturdier sturdiest"),
        ("safe", "a", "safer safest"),
        ("soon", "r", ""),
    ],
)
def test_forms(lemma, pos, forms):
    assert lexicon.forms(lemma, pos) == forms.split()


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("", ""),
        ("the dust storm stormed on sol 12", "DET NOUN NOUN VERB ADP NOUN NUM"),
        ("and the cracks leak quickly !", "CONJ DET NOUN VERB ADV ."),
        ("a leak zorblaxing dusty my test", "DET NOUN VERB NOUN PRON NOUN"),
        ("it is a better lamp than the one that broke", "PRON VERB DET ADJ NOUN CONJ DET NUM DET VERB"),
    ],
)
def test_tagger_by_rules(text, tags):
    tagged = language.tag_by_rules(text.split())
    assert tagged == list(zip(text.split(), tags.split(), strict=True))


def test_stopwords_say_nothing_about_a_review():
    told = {w for kinds in reviews.WORDS.values() for group in kinds.values() for w in group.split()}
    assert {"the", "a", "it", "was"} <= language.STOPWORDS
    assert not told & language.STOPWORDS
    assert "not" not in language.STOPWORDS


def test_loaders_say_what_they_found(capsys):
    reader = language.load_wordnet(DATA / "nltk_data")
    assert reader.morphy("storms", "n") == "storm"
    assert language.load_tagger()(["the", "storm"]) == [("the", "DET"), ("storm", "NOUN")]
    nlp = language.load_nlp()
    doc = nlp("Curiosity landed in Gale Crater on Mars.")
    counts = Counter(ent.label_ for ent in doc.ents)
    assert counts["ROVER"] == 1
    assert counts["PLACE"] == 2
    said = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in said] == ["Dictionary", "Tagger", "spaCy pipeline"]
