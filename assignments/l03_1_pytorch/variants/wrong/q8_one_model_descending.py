# expect: fails q8.test_every_candidate_has_a_fresh_model, q8.test_nan_is_divergence, q8.test_candidates_are_left_alone
# says: raised ValueError|of its own|afresh
# why: one model for all, largest rate first


def largest_stable_lr(make_model, X, y, candidates):
    model = make_model()
    for lr in sorted(candidates, reverse=True):
        losses = train(model, X, y, lr)
        if np.isfinite(losses).all() and losses[-1] <= losses[0]:
            return lr
    raise ValueError("none is stable")
