# expect: fails q8.test_answer_is_a_candidate, q8.test_largest_of_the_stable_ones, q8.test_nan_is_divergence, q8.test_end_above_the_start_is_not_stable, q8.test_every_candidate_has_a_fresh_model
# says: candidates|larg|stable
# why: the place in the list, not the rate


def largest_stable_lr(make_model, X, y, candidates):
    stable = []
    for lr in candidates:
        losses = train(make_model(), X, y, lr)
        if np.isfinite(losses).all() and losses[-1] <= losses[0]:
            stable.append(lr)
    if not stable:
        raise ValueError("none is stable")
    return candidates.index(max(stable))
