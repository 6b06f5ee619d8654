# expect: fails q7.test_gradients_do_not_add_up, q7.test_loss_falls_at_every_epoch
# says: optimizer.zero_grad
# why: zero_grad only before the first epoch


def train(model, X, y, lr=0.01, epochs=200):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    optimizer.zero_grad()
    for _ in range(epochs):
        prediction = model(X)
        loss = F.mse_loss(prediction, y.reshape(prediction.shape))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
