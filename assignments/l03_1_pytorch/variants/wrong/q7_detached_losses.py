# expect: fails q7.test_losses_are_floats
# says: plain numbers
# why: the list holds tensors without graphs


def train(model, X, y, lr=0.01, epochs=200):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        prediction = model(X)
        loss = F.mse_loss(prediction, y.reshape(prediction.shape))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.detach())
    return losses
