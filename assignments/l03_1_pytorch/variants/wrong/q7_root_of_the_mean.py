# expect: fails q7.test_loss_is_from_before_the_step, q7.test_gradients_do_not_add_up, q7.test_loss_is_a_mean_over_samples_and_outputs
# says: off
# why: root mean squared error in the list


def train(model, X, y, lr=0.01, epochs=200):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        prediction = model(X)
        loss = F.mse_loss(prediction, y.reshape(prediction.shape))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.sqrt().item())
    return losses
