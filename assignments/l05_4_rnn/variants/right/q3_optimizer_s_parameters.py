# why: clips what the optimizer knows; the loss as a sum over the batch, divided by hand; more entries


def train_epoch(model, loader, optimizer, clip=5.0):
    model.train()
    device = next(model.parameters()).device
    total, n, norms = torch.zeros((), device=device), 0, []
    known = [p for group in optimizer.param_groups for p in group["params"]]
    for X, y in loader:
        X, y = X.to(device), y.to(device).float()
        model.zero_grad(set_to_none=False)
        loss = F.binary_cross_entropy_with_logits(model(X), y, reduction="none").mean()
        loss.backward()
        norms.append(float(nn.utils.clip_grad_norm_(known, max_norm=clip)))
        optimizer.step()
        total += loss.detach() * len(y)
        n += len(y)
    return {"train_loss": np.float32(total.item() / n), "grad_norm": float(np.mean(norms))}
