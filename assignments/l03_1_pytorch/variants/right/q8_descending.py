# why: from the largest downwards, the first stable one

import math


def largest_stable_lr(make_model, X, y, candidates):
    for lr in sorted(candidates, reverse=True):
        losses = train(make_model(), X, y, lr=lr, epochs=300)
        if all(math.isfinite(loss) for loss in losses) and losses[-1] < losses[0]:
            return lr
    raise ValueError("no candidate is stable")
