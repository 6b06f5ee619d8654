# expect: fails q8.test_indices_and_not_lengths
# says: changed its argument
# why: the caller's own list is sorted on the way
def dynamic_batches(lengths, batch_size):
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    lengths.sort()
    return [order[k : k + batch_size] for k in range(0, len(order), batch_size)]


def padding_saved(lengths, batches):
    before = sum(max(lengths) - n for n in lengths)
    after = sum(max(lengths[j] for j in b) - lengths[i] for b in batches for i in b)
    return 1 - after / before if before else 0.0
