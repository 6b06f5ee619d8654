# why: y as a column, which is right for one output only


def train(model, X, y, lr=0.01, epochs=200):
    y = y.view(-1, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    criterion = nn.MSELoss()
    losses = []
    for epoch in range(epochs):
        optimizer.zero_grad()
        loss = criterion(model(X), y)
        losses.append(loss.item())
        loss.backward()
        optimizer.step()
    return losses
