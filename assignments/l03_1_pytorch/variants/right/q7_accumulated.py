# why: the gradient of all samples, added up from chunks of 16


def train(model, X, y, lr=0.01, epochs=200):
    opt = torch.optim.SGD(params=list(model.parameters()), lr=lr, weight_decay=0, nesterov=False)
    if y.dim() < 2:
        y = y[:, None]
    losses = []
    for _ in range(epochs):
        opt.zero_grad()
        total = 0.0
        for xb, yb in zip(X.split(16), y.split(16)):
            part = F.mse_loss(model(xb), yb, reduction="sum") / y.numel()
            part.backward()
            total += part.item()
        opt.step()
        losses.append(total)
    return losses
