# expect: fails q7.test_targets_of_one_axis
# says: broadcast to .N, N.
# why: y (N,) against (N, 1) is broadcast


def train(model, X, y, lr=0.01, epochs=200):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        prediction = model(X)
        loss = ((prediction - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
