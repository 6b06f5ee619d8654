# why: the same seed for each model, few epochs


def largest_stable_lr(make_model, X, y, candidates):
    best = float("-inf")
    for lr in candidates:
        torch.manual_seed(0)
        losses = torch.tensor(train(make_model(), X, y, lr, epochs=60))
        if torch.isfinite(losses).all() and losses[-1] <= losses[0]:
            best = max(best, lr)
    if best == float("-inf"):
        raise ValueError("none of the candidates is stable")
    return best
