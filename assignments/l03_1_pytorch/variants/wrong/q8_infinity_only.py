# expect: fails q8.test_nan_is_divergence, q8.test_every_candidate_has_a_fresh_model, q8.test_end_above_the_start_is_not_stable
# says: nan is false
# why: looks for inf at the end, not for nan


def largest_stable_lr(make_model, X, y, candidates):
    stable = []
    for lr in candidates:
        losses = train(make_model(), X, y, lr)
        if losses[-1] != float("inf"):
            stable.append(lr)
    if not stable:
        raise ValueError("none is stable")
    return max(stable)
