# why: gradients cleared after the step, loss kept by numpy


def train(model, X, y, lr=0.01, epochs=200):
    target = y.view(len(X), -1)
    losses = np.zeros(epochs)
    model.train()
    for epoch in range(epochs):
        loss = nn.MSELoss()(model(X), target)
        loss.backward()
        losses[epoch] = loss.detach().numpy()
        with torch.no_grad():
            for p in model.parameters():
                p -= lr * p.grad
                p.grad.zero_()
    return list(losses)
