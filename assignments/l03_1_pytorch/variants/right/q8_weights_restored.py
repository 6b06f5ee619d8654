# why: one model, its weights put back; a loop of its own with 100 steps


def largest_stable_lr(make_model, X, y, candidates):
    model = make_model()
    start = {key: value.clone() for key, value in model.state_dict().items()}

    def final(lr):
        model.load_state_dict(start)
        optimizer = torch.optim.SGD(model.parameters(), lr=lr)
        losses = []
        for _ in range(100):
            optimizer.zero_grad()
            loss = ((model(X) - y.reshape(len(X), -1)) ** 2).mean()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        return losses

    results = {lr: final(lr) for lr in candidates}
    stable = [
        lr
        for lr, losses in results.items()
        if not np.isnan(losses).any() and max(losses) <= 2 * losses[0] and losses[-1] <= losses[0]
    ]
    if len(stable) == 0:
        raise ValueError("none")
    return float(np.max(stable))
