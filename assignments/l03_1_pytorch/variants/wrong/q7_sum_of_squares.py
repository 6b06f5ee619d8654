# expect: fails q7.test_loss_is_from_before_the_step, q7.test_one_epoch_is_one_step_of_gradient_descent, q7.test_gradients_do_not_add_up, q7.test_loss_is_a_mean_over_samples_and_outputs, q7.test_loss_falls_at_every_epoch
# says: off|times as far|NaN
# why: the sum of squares, no mean


def train(model, X, y, lr=0.01, epochs=200):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        prediction = model(X)
        loss = ((prediction - y.reshape(prediction.shape)) ** 2).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
