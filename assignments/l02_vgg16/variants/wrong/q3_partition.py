# expect: fails q3.test_ties_by_index
# says: stable
# why: argpartition gives equals in any order
def top_k(probs, names, k=3):
    probs = np.asarray(probs)
    if k < 1:
        raise ValueError(f"k is {k}, but should be at least 1.")
    if abs(float(probs.sum()) - 1) > 1e-3:
        raise ValueError("probs should sum to 1: are they logits?")
    order = (lambda part: part[np.argsort(-probs[part], kind="stable")])(np.argpartition(-probs, min(k, len(probs)) - 1)[:k])
    return [(names[i], float(probs[i])) for i in order]
