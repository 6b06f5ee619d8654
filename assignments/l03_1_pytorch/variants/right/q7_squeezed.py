# why: predictions brought to the shape of y


def train(model, X, y, lr=0.01, epochs=200):
    optimizer, losses = torch.optim.SGD(model.parameters(), lr=lr), []
    for _ in range(epochs):
        loss = F.mse_loss(model(X).view_as(y), y)
        optimizer.zero_grad()
        loss.backward()
        losses += [loss.item()]
        optimizer.step()
    return tuple(losses)
