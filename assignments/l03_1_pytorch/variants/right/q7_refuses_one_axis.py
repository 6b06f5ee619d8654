# why: refuses y of another shape than the predictions


def train(model, X, y, lr=0.01, epochs=200):
    opt = torch.optim.SGD(model.parameters(), lr)
    history = []
    for epoch in range(epochs):
        opt.zero_grad(set_to_none=False)
        out = model(X)
        if out.shape != y.shape:
            raise ValueError(f"y has shape {tuple(y.shape)}, but should have {tuple(out.shape)}")
        loss = (out - y).pow(2).sum() / out.numel()
        history.append(loss.item())
        loss.backward()
        opt.step()
    return history
