# expect: fails q8.test_every_text_in_one_batch, q8.test_texts_of_similar_length_together, q8.test_indices_and_not_lengths
# says: each
# why: drops the last, smaller batch
def dynamic_batches(lengths, batch_size):
    o = sorted(range(len(lengths)), key=lambda i: lengths[i])
    return [o[k : k + batch_size] for k in range(0, len(o) - batch_size + 1, batch_size)]


def padding_saved(lengths, batches):
    before = sum(max(lengths) - n for n in lengths)
    after = sum(max(lengths[j] for j in b) - lengths[i] for b in batches for i in b)
    return 1 - after / before if before else 0.0
