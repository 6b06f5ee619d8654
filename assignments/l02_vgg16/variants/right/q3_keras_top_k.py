# why: keras.ops.top_k gives the lower index first
def top_k(probs, names, k=3):
    if k < 1:
        raise ValueError("k")
    if abs(np.sum(probs) - 1) > 1e-3:
        raise ValueError("sum")
    values, places = keras.ops.top_k(np.asarray(probs), min(k, len(names)))
    return [(names[int(i)], float(v)) for v, i in zip(values, places)]
