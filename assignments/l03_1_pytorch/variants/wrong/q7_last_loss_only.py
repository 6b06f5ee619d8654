# expect: fails q7.test_one_loss_per_epoch, q7.test_losses_are_floats, q7.test_loss_is_from_before_the_step, q7.test_gradients_do_not_add_up, q7.test_targets_of_one_axis, q7.test_loss_is_a_mean_over_samples_and_outputs, q7.test_loss_falls_at_every_epoch
# says: list
# why: returns the last loss


def train(model, X, y, lr=0.01, epochs=200):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        prediction = model(X)
        loss = F.mse_loss(prediction, y.reshape(prediction.shape))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses[-1]
