# expect: fails q3.test_loss_is_a_mean_over_samples, q3.test_accuracy_is_a_mean_over_samples
# says: counts the last sample|mean of the batches'
# why: takes every batch for a full one

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
    n = len(loader) * loader.batch_size
    return loss / n, right / n
