# expect: fails q7.test_data_are_left_alone, q7.test_loss_is_from_before_the_step, q7.test_gradients_do_not_add_up, q7.test_loss_is_a_mean_over_samples_and_outputs, q7.test_one_epoch_is_one_step_of_gradient_descent
# says: changed its argument
# why: standardises X in place


def train(model, X, y, lr=0.01, epochs=200):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    X -= X.mean(dim=0)
    X /= X.std(dim=0)
    for _ in range(epochs):
        prediction = model(X)
        loss = F.mse_loss(prediction, y.reshape(prediction.shape))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
