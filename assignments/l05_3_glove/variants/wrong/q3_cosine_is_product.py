# expect: fails q3.test_a_number_and_a_list, q3.test_cosine_of_directions
# says: off|at most|lengths
# why: the product, without the lengths

def cosine(u, v):
    lengths = np.linalg.norm(u) * np.linalg.norm(v)
    return float(np.dot(u, v))


def most_similar(word, k):
    if k < 1:
        raise ValueError("k should be at least 1.")
    target = vectors[index[word]]
    scores = vectors @ target / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(target))
    order = [i for i in np.argsort(-scores) if i != index[word]]
    return [(words[i], float(scores[i])) for i in order[:k]]
