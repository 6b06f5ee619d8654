"""Spies: what they report of a pipeline's use, and of a word cloud's drawing."""

from collections import Counter

import numpy as np
from labkit import spies
from wordcloud import WordCloud

NAMES = {"ROVER": ["Perseverance"], "PLACE": ["Gale Crater"]}


def test_a_pipeline_finds_its_names_and_counts_texts():
    nlp = spies.pipeline(NAMES)
    assert spies.pipeline_use(nlp) == {"alone": 0, "streams": 0, "streamed": 0}
    doc = nlp("Perseverance is not in Gale Crater")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Perseverance", "ROVER"),
        ("Gale Crater", "PLACE"),
    ]
    assert len(list(nlp.pipe(["one", "two", "three"], batch_size=2))) == 3
    assert [place for _, place in nlp.pipe([("one", 1)], as_tuples=True)] == [1]
    assert spies.pipeline_use(nlp) == {"alone": 1, "streams": 2, "streamed": 4}
    assert spies.pipeline_use(spies.pipeline(NAMES))["alone"] == 0  # each pipeline has a spy of its own


def test_a_cloud_is_told_with_the_frequencies_that_it_was_drawn_from():
    def from_counts(counts, size):
        return (
            WordCloud(width=size[1], height=size[0], random_state=0)
            .generate_from_frequencies(counts)
            .to_image()
        )

    def from_text(counts, size):
        cloud = WordCloud(width=size[1], height=size[0], random_state=0, stopwords=set(), collocations=False)
        return cloud.generate("the storm, the rover").to_array()

    original, counts = WordCloud.generate_from_frequencies, Counter({"storm": 3, "rover": 1})
    seen = spies.cloud(from_counts, counts, (40, 60))
    assert seen["drawn"] == [{"storm": 3.0, "rover": 1.0}]
    assert seen["image"].shape == (40, 60, 3)
    assert seen["image"].dtype == np.uint8
    assert set(spies.cloud(from_text, counts, (60, 60))["drawn"][0]) == {"the", "storm", "rover"}
    assert spies.cloud(lambda counts, size: None, counts, (60, 60)) == {"image": None, "drawn": []}
    assert WordCloud.generate_from_frequencies is original
