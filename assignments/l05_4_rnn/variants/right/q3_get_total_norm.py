# why: torch.nn.utils.get_total_norm and clip_grads_with_norm_, a sigmoid and BCELoss in double


def train_epoch(model, loader, optimizer, clip=5.0):
    model.train()
    history = []
    for X, y in loader:
        optimizer.zero_grad(set_to_none=True)
        z = model(X)
        loss = -(y * F.logsigmoid(z) + (1 - y) * F.logsigmoid(-z)).mean()
        loss.backward()
        weights = [p for p in model.parameters() if p.grad is not None]
        norm = nn.utils.get_total_norm([p.grad for p in weights])
        nn.utils.clip_grads_with_norm_(weights, clip, norm)
        optimizer.step()
        history.append((loss.item(), len(y)))
    n = sum(size for _, size in history)
    return {"loss": sum(loss * size for loss, size in history) / n, "batches": len(history)}
