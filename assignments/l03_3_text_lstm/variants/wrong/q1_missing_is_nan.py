# expect: fails q1.test_texts_labels_and_names, q1.test_missing_texts_are_empty
# says: string
# why: missing texts stay NaN

import pandas as pd


def read_data(path):
    frame = pd.read_csv(path)
    names = sorted(frame["label"].unique())
    return frame["text"].tolist(), [names.index(label) for label in frame["label"]], names
