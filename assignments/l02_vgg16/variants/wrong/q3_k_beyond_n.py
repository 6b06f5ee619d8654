# expect: fails q3.test_k_and_the_number_of_classes
# says: raised|all 6
# why: k larger than the number of classes is an IndexError
def top_k(probs, names, k=3):
    probs = np.asarray(probs)
    if k < 1:
        raise ValueError(f"k is {k}, but should be at least 1.")
    if abs(float(probs.sum()) - 1) > 1e-3:
        raise ValueError("probs should sum to 1: are they logits?")
    order = np.argsort(-probs, kind="stable")
    return [(names[i], float(probs[i])) for i in [order[j] for j in range(k)]]
