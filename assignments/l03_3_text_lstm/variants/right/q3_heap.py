# why: a heap of (-count, token)

import heapq
from collections import defaultdict


def build_vocab(token_lists, min_freq=2, max_size=None):
    n = defaultdict(int)
    for tokens in token_lists:
        for t in tokens:
            n[t] += 1
    heap = [(-c, t) for t, c in n.items() if c >= min_freq]
    heapq.heapify(heap)
    vocab = {"<PAD>": 0, "<UNK>": 1}
    while heap and (max_size is None or len(vocab) < max_size):
        vocab[heapq.heappop(heap)[1]] = len(vocab)
    return vocab
