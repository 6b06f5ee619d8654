# why: bisection over the sorted candidates


def largest_stable_lr(make_model, X, y, candidates):
    rates = sorted(candidates)

    def is_stable(lr):
        losses = train(make_model(), X, y, lr)
        return losses[-1] <= losses[0] < float("inf")

    low, high = -1, len(rates)  # all up to low are stable, none from high on
    while high - low > 1:
        middle = (low + high) // 2
        if is_stable(rates[middle]):
            low = middle
        else:
            high = middle
    if low < 0:
        raise ValueError("no rate is stable")
    return rates[low]
