# why: pandas keeps empty texts as they are; factorize sorts; labels come as an array

import pandas as pd


def read_data(path):
    df = pd.read_csv(path, keep_default_na=False, dtype=str)
    labels, names = pd.factorize(df["label"], sort=True)
    return df["text"].tolist(), labels.astype("int64"), list(names)
