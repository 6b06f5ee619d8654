# why: sorted is stable, with a negative key
def top_k(probs, names, k=3):
    if k < 1:
        raise ValueError("k must be positive")
    if not np.isclose(sum(probs), 1, atol=1e-3):
        raise ValueError("these are no probabilities")
    order = sorted(range(len(names)), key=lambda i: -probs[i])
    return [(names[i], probs[i]) for i in order[:k]]
