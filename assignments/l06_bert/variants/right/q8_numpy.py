# why: argsort and array_split-free slices, arrays in the list
def dynamic_batches(lengths, batch_size):
    order = np.argsort(-np.asarray(lengths), kind="stable")
    return [order[k : k + batch_size] for k in range(0, len(order), batch_size)]


def padding_saved(lengths, batches):
    lengths = np.asarray(lengths)
    worst = len(lengths) * lengths.max() - lengths.sum()
    now = sum(len(b) * lengths[b].max() for b in batches) - lengths.sum()
    return np.float64(0) if worst == 0 else 1 - now / worst
