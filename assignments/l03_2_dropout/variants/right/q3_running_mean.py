# why: updates running means sample by sample; restores with train() or eval()

def evaluate(model, loader, device=None):
    if device is None:
        device = labkit.device()
    training = model.training
    model.eval()
    model.to(device)
    loss = accuracy = 0.0
    n = 0
    for X, y in loader:
        with torch.no_grad():
            logits = model(X.to(device)).cpu()
        for z, label in zip(logits, y):
            n += 1
            loss += (float(torch.logsumexp(z, 0) - z[label]) - loss) / n
            accuracy += (float(z.argmax() == label) - accuracy) / n
    if training:
        model.train()
    else:
        model.eval()
    if n == 0:
        raise ValueError("No samples: cannot evaluate.")
    return (loss, accuracy)
