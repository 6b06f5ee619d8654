# expect: fails q1.test_missing_texts_are_empty
# says: empty string
# why: NaN becomes a word

import pandas as pd


def read_data(path):
    frame = pd.read_csv(path)
    names = sorted(frame["label"].unique())
    return [str(text) for text in frame["text"]], [names.index(label) for label in frame["label"]], names
