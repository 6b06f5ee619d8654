# expect: fails q8.test_share_of_padding_saved
# says: share
# why: the share that remains, not the share saved
def dynamic_batches(lengths, batch_size):
    o = sorted(range(len(lengths)), key=lambda i: lengths[i])
    return [o[k : k + batch_size] for k in range(0, len(o), batch_size)]


def padding_saved(lengths, batches):
    before = sum(max(lengths) - n for n in lengths)
    after = sum(max(lengths[j] for j in b) - lengths[i] for b in batches for i in b)
    return after / before if before else 0.0
