# expect: fails q8.test_nan_is_divergence, q8.test_every_candidate_has_a_fresh_model
# says: every comparison with nan is false
# why: NaN is not above the start, so it passes


def largest_stable_lr(make_model, X, y, candidates):
    stable = []
    for lr in candidates:
        losses = train(make_model(), X, y, lr)
        if not losses[-1] > losses[0]:
            stable.append(lr)
    if not stable:
        raise ValueError("none is stable")
    return max(stable)
