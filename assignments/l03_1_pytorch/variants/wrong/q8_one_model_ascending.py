# expect: fails q8.test_every_candidate_has_a_fresh_model, q8.test_nan_is_divergence, q8.test_end_above_the_start_is_not_stable
# says: should start afresh
# why: one model for all, smallest rate first


def largest_stable_lr(make_model, X, y, candidates):
    stable = []
    model = make_model()
    for lr in sorted(candidates):
        losses = train(model, X, y, lr)
        if np.isfinite(losses).all() and losses[-1] <= losses[0]:
            stable.append(lr)
    if not stable:
        raise ValueError("none is stable")
    return max(stable)
