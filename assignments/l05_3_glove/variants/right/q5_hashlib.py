# why: a seed from hashlib, default_rng, each dimension on its own scale

import hashlib


def oov_vector(word, context, strategy):
    dim = vectors.shape[1]
    if strategy == "zero":
        return np.zeros(dim)
    elif strategy == "random":
        seed = int(hashlib.md5(word.encode("utf-8")).hexdigest(), 16) % 2**32
        return np.random.default_rng(seed).normal(vectors.mean(0), vectors.std(0))
    elif strategy == "neighbours":
        found = [vectors[words.index(w)] for w in context if w in words]
        return np.mean(found, axis=0) if found else np.zeros(dim)
    else:
        raise ValueError("unknown strategy")
