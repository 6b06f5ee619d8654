# why: most_common keeps the order in which a sorted stream was met

from itertools import chain


def build_vocab(token_lists, min_freq=2, max_size=None):
    counts = Counter(sorted(chain.from_iterable(token_lists)))
    limit = None if max_size is None else max_size - 2
    kept = [token for token, n in counts.most_common() if n >= min_freq][:limit]
    return {"<PAD>": 0, "<UNK>": 1, **{token: i for i, token in enumerate(kept, 2)}}
