# expect: fails q3.test_three_of_four, q3.test_the_best_k_with_their_probabilities, q3.test_ties_by_index
# says: order|largest
# why: sorts ascending and takes the first
def top_k(probs, names, k=3):
    probs = np.asarray(probs)
    if k < 1:
        raise ValueError(f"k is {k}, but should be at least 1.")
    if abs(float(probs.sum()) - 1) > 1e-3:
        raise ValueError("probs should sum to 1: are they logits?")
    order = np.argsort(probs, kind="stable")[:k]
    return [(names[i], float(probs[i])) for i in order]
