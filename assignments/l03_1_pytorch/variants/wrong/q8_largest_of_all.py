# expect: fails q8.test_nan_is_divergence, q8.test_end_above_the_start_is_not_stable, q8.test_every_candidate_has_a_fresh_model
# says: nan is false|stable
# why: no training at all


def largest_stable_lr(make_model, X, y, candidates):
    return max(candidates)
