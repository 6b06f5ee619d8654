# expect: fails q3.test_two_numbers, q3.test_loss_is_a_mean_over_samples, q3.test_dropout_is_off_while_measuring
# says: mean
# why: the loss is summed, not averaged

def evaluate(model, loader, device=None):
    device = device or labkit.device()
    was_training = model.training
    model.to(device).eval()
    loss, right, n = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            X, y = X.to(device), y.to(device)
            z = model(X)
            loss += F.cross_entropy(z, y, reduction="sum").item()
            right += (z.argmax(dim=1) == y).sum().item()
            n += len(y)
    model.train(was_training)
    if n == 0:
        raise ValueError("no samples")
    return loss, right / n
