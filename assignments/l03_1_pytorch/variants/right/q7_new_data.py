# why: p.data replaced, grads None


def train(model, X, y, lr=0.01, epochs=200):
    mse = nn.MSELoss(reduction="sum")
    out = np.empty(epochs)
    for e in range(epochs):
        pred = model(X)
        target = y if y.shape == pred.shape else y.view(pred.shape)
        loss = mse(pred, target) / target.numel()
        loss.backward()
        out[e] = loss.item()
        for p in model.parameters():
            p.data = p.data - lr * p.grad
            p.grad = None
    return [np.float32(v) for v in out]
