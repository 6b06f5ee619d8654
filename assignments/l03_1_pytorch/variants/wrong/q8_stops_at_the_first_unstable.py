# expect: fails q8.test_nan_is_divergence, q8.test_every_candidate_has_a_fresh_model, q8.test_end_above_the_start_is_not_stable, q8.test_candidates_are_left_alone
# says: raised ValueError|of its own
# why: stops at the first unstable one, as if sorted


def largest_stable_lr(make_model, X, y, candidates):
    stable = []
    for lr in candidates:
        losses = train(make_model(), X, y, lr)
        if np.isfinite(losses).all() and losses[-1] <= losses[0]:
            stable.append(lr)
        else:
            break
    if not stable:
        raise ValueError("none is stable")
    return max(stable)
