# expect: fails q8.test_end_above_the_start_is_not_stable
# says: ends above its start
# why: finite is taken for stable


def largest_stable_lr(make_model, X, y, candidates):
    stable = []
    for lr in candidates:
        losses = train(make_model(), X, y, lr)
        if np.isfinite(losses).all():
            stable.append(lr)
    if not stable:
        raise ValueError("none is stable")
    return max(stable)
