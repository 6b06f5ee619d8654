# expect: fails q7.test_loss_is_from_before_the_step, q7.test_gradients_do_not_add_up
# says: as it came
# why: the loss of the moved weights


def train(model, X, y, lr=0.01, epochs=200):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        prediction = model(X)
        loss = F.mse_loss(prediction, y.reshape(prediction.shape))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(F.mse_loss(model(X), y.reshape(prediction.shape)).item())
    return losses
