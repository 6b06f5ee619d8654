# why: heapq.nlargest keeps the order of equals
import heapq


def top_k(probs, names, k=3):
    total = float(np.sum(probs))
    if abs(total - 1.0) > 0.001 or k <= 0:
        raise ValueError(f"sum {total}, k {k}")
    return [(name, float(p)) for p, name in heapq.nlargest(k, zip(probs, names), key=lambda pair: pair[0])]
