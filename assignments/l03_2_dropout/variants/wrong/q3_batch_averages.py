# expect: fails q3.test_loss_is_a_mean_over_samples, q3.test_accuracy_is_a_mean_over_samples
# says: mean of the batches'
# why: averages the batches' averages

def evaluate(model, loader, device=None):
    device = device or labkit.device()
    was_training = model.training
    model.to(device).eval()
    losses, accuracies = [], []
    with torch.no_grad():
        for X, y in loader:
            X, y = X.to(device), y.to(device)
            z = model(X)
            losses.append(F.cross_entropy(z, y).item())
            accuracies.append((z.argmax(dim=1) == y).float().mean().item())
    model.train(was_training)
    if not losses:
        raise ValueError("no samples")
    return sum(losses) / len(losses), sum(accuracies) / len(accuracies)
