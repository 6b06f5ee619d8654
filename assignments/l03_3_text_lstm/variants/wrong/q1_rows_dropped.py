# expect: fails q1.test_texts_labels_and_names, q1.test_missing_texts_are_empty
# says: keeps its place|should be 1800
# why: rows without a text are dropped

import pandas as pd


def read_data(path):
    frame = pd.read_csv(path).dropna()
    names = sorted(frame["label"].unique())
    return list(frame["text"]), [names.index(label) for label in frame["label"]], names
