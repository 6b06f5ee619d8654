# why: one backward pass of the mean of all losses, no clipping
def train_step(model, batches, optimizer, scheduler):
    model.train()
    where = next(model.parameters()).device
    losses = [model(**{k: v.to(where) for k, v in batch.items()}).loss for batch in batches]
    loss = torch.stack(losses).mean()
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()
    scheduler.step()
    return float(loss.detach())
