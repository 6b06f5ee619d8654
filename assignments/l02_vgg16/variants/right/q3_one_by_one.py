# why: takes the best, k times
def top_k(probs, names, k=3):
    left = np.asarray(probs).copy()
    if k < 1 or abs(left.sum() - 1) > 1e-3:
        raise ValueError("k or probs make no sense")
    best = []
    for _ in range(min(k, len(left))):
        i = int(left.argmax())
        best.append((names[i], probs[i]))
        left[i] = -1
    return best
