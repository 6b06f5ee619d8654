# why: generator and max with default


def largest_stable_lr(make_model, X, y, candidates):
    def ok(lr):
        history = train(make_model(), X, y, lr, 50)
        return (
            all(loss == loss and abs(loss) != float("inf") for loss in history) and history[-1] <= history[0]
        )

    best = max((lr for lr in candidates if ok(lr)), default=None)
    if best is None:
        raise ValueError("no stable candidate")
    return best
