# expect: fails q8.test_largest_of_the_stable_ones, q8.test_nan_is_divergence
# says: not the largest
# why: the smallest for the largest


def largest_stable_lr(make_model, X, y, candidates):
    stable = []
    for lr in candidates:
        losses = train(make_model(), X, y, lr)
        if np.isfinite(losses).all() and losses[-1] <= losses[0]:
            stable.append(lr)
    if not stable:
        raise ValueError("none is stable")
    return min(stable)
