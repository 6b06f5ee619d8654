# expect: fails q8.test_candidates_are_left_alone
# says: changed its argument
# why: sorts the caller's list


def largest_stable_lr(make_model, X, y, candidates):
    candidates.sort(reverse=True)
    stable = []
    for lr in candidates:
        losses = train(make_model(), X, y, lr)
        if np.isfinite(losses).all() and losses[-1] <= losses[0]:
            stable.append(lr)
    if not stable:
        raise ValueError("none is stable")
    return max(stable)
