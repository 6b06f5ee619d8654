# expect: fails q3.test_logits_are_refused
# says: logits
# why: takes any numbers for probabilities
def top_k(probs, names, k=3):
    probs = np.asarray(probs)
    if k < 1:
        raise ValueError(f"k is {k}, but should be at least 1.")
    order = np.argsort(-probs, kind="stable")[:k]
    return [(names[i], float(probs[i])) for i in order]
