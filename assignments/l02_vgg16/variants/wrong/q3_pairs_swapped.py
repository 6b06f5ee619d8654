# expect: fails q3.test_three_of_four, q3.test_the_best_k_with_their_probabilities, q3.test_ties_by_index, q3.test_k_and_the_number_of_classes
# says: string|names|once
# why: probability first
def top_k(probs, names, k=3):
    probs = np.asarray(probs)
    if k < 1:
        raise ValueError(f"k is {k}, but should be at least 1.")
    if abs(float(probs.sum()) - 1) > 1e-3:
        raise ValueError("probs should sum to 1: are they logits?")
    order = np.argsort(-probs, kind="stable")[:k]
    return [(float(probs[i]), names[i]) for i in order]
