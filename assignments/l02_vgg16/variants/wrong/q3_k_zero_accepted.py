# expect: fails q3.test_k_and_the_number_of_classes
# says: no class at all
# why: k below 1 gives some list
def top_k(probs, names, k=3):
    probs = np.asarray(probs)
    if abs(float(probs.sum()) - 1) > 1e-3:
        raise ValueError("probs should sum to 1: are they logits?")
    order = np.argsort(-probs, kind="stable")[:k]
    return [(names[i], float(probs[i])) for i in order]
