# expect: fails q7.test_loss_is_a_mean_over_samples_and_outputs
# says: mean of all
# why: squares of several outputs are summed


def train(model, X, y, lr=0.01, epochs=200):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        prediction = model(X)
        loss = ((prediction - y.reshape(prediction.shape)) ** 2).sum(dim=1).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
