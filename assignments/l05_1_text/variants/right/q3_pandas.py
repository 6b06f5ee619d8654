# why: a data frame sorted by two columns
import pandas as pd


def top_terms(counts, n):
    frame = pd.DataFrame({"word": list(counts.keys()), "n": list(counts.values())})
    frame = frame.sort_values(["n", "word"], ascending=[False, True]).head(n)
    return [(word, int(k)) for word, k in zip(frame["word"], frame["n"])]
