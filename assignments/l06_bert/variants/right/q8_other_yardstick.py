# why: batches in order as the yardstick, by batch_size; batches shuffled
import random


def dynamic_batches(lengths, batch_size):
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    batches = []
    while order:
        batches.append(order[:batch_size])
        del order[:batch_size]
    random.shuffle(batches)
    return batches


def padding_saved(lengths, batch_size):
    if isinstance(batch_size, list):
        batch_size = len(batch_size[0])
    def padding(batches):
        return sum(max(lengths[j] for j in b) * len(b) - sum(lengths[j] for j in b) for b in batches)
    n = len(lengths)
    before = padding([list(range(k, min(k + batch_size, n))) for k in range(0, n, batch_size)])
    return 1 - padding(dynamic_batches(lengths, batch_size)) / before if before else 0.0
