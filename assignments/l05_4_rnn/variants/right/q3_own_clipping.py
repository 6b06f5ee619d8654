# why: the norm and the factor by hand; a criterion object; the mean of the batches


def train_epoch(model, loader, optimizer, clip=5.0):
    criterion = nn.BCEWithLogitsLoss()
    model.train()
    losses, accuracies = [], []
    for ids, labels in loader:
        for p in model.parameters():
            p.grad = None
        logits = model(ids)
        loss = criterion(logits, labels.to(logits.dtype))
        loss.backward()
        grads = [p.grad for p in model.parameters() if p.grad is not None]
        norm = sum(float((g**2).sum()) for g in grads) ** 0.5
        if norm > clip:
            for g in grads:
                g *= clip / norm
        optimizer.step()
        losses.append(float(loss.detach()))
        accuracies.append(float(((logits.detach() > 0) == (labels > 0.5)).float().mean()))
    return {"loss": sum(losses) / len(losses), "acc": sum(accuracies) / len(accuracies)}
