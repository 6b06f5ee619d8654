# expect: fails q3.test_logits_are_refused
# says: logits
# why: makes probabilities of logits by itself
def top_k(probs, names, k=3):
    probs = np.asarray(probs)
    if k < 1:
        raise ValueError(f"k is {k}, but should be at least 1.")
    if abs(float(probs.sum()) - 1) > 1e-3:
        probs = np.exp(probs) / np.exp(probs).sum()
    order = np.argsort(-probs, kind="stable")[:k]
    return [(names[i], float(probs[i])) for i in order]
