# expect: fails q8.test_texts_of_similar_length_together
# says: sort
# why: batches in the order of the texts
def dynamic_batches(lengths, batch_size):
    n = len(lengths)
    return [list(range(k, min(k + batch_size, n))) for k in range(0, n, batch_size)]


def padding_saved(lengths, batches):
    before = sum(max(lengths) - n for n in lengths)
    after = sum(max(lengths[j] for j in b) - lengths[i] for b in batches for i in b)
    return 1 - after / before if before else 0.0
