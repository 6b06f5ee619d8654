# expect: fails q7.test_one_epoch_is_one_step_of_gradient_descent, q7.test_gradients_do_not_add_up, q7.test_loss_falls_at_every_epoch
# says: along the gradient
# why: adds the gradient


def train(model, X, y, lr=0.01, epochs=200):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, maximize=True)
    losses = []
    for _ in range(epochs):
        prediction = model(X)
        loss = F.mse_loss(prediction, y.reshape(prediction.shape))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
