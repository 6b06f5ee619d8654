# why: the random module, seeded by the word; a running sum

import random as rnd


def oov_vector(word, context, strategy):
    n = len(vectors[0])
    if strategy not in ("zero", "random", "neighbours"):
        raise ValueError(strategy)
    v = np.zeros(n, dtype=vectors.dtype)
    if strategy == "random":
        r = rnd.Random(word)
        s = float(np.std(vectors))
        v[:] = [r.gauss(0, s) for _ in range(n)]
    if strategy == "neighbours":
        count = 0
        for w in context:
            i = index.get(w)
            if i is not None:
                v += vectors[i]
                count += 1
        if count:
            v /= count
    return v
