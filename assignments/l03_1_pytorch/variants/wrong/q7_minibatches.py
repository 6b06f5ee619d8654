# expect: fails q7.test_one_epoch_is_one_step_of_gradient_descent, q7.test_gradients_do_not_add_up, q7.test_loss_is_from_before_the_step
# says: another way|off
# why: mini-batches of 16


def train(model, X, y, lr=0.01, epochs=200):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for batch in torch.arange(len(X)).split(16):
            prediction = model(X[batch])
            loss = F.mse_loss(prediction, y[batch].reshape(prediction.shape))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(X))
    return losses
