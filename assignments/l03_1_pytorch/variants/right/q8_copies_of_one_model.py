# why: one model, copied for each candidate; NaN fails the comparison that asks for what should hold

import copy


def largest_stable_lr(make_model, X, y, candidates):
    first = make_model()
    best = None
    for lr in candidates:
        losses = train(copy.deepcopy(first), X, y, lr)
        if losses[-1] <= losses[0] and (best is None or lr > best):
            best = lr
    if best is None:
        raise ValueError("no candidate is stable")
    return best
