# why: the update by hand, gradients from torch.autograd.grad


def train(model, X, y, lr=0.01, epochs=200):
    weights = list(model.parameters())
    losses = []
    for _ in range(epochs):
        error = model(X) - (y if y.ndim == 2 else y[:, None])
        loss = (error**2).mean()
        losses.append(float(loss))
        for w, g in zip(weights, torch.autograd.grad(loss, weights)):
            w.data -= lr * g
    return losses
