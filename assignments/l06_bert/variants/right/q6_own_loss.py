# why: pops the labels, clears gradients at the end
def train_step(model, batches, optimizer, scheduler):
    model.train()
    k, total = len(batches), 0.0
    for batch in batches:
        batch = {key: value.to(device) for key, value in batch.items()}
        y = batch.pop("labels")
        loss = F.cross_entropy(model(**batch).logits, y)
        (loss / k).backward()
        total += loss.detach() / k
    torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
    optimizer.step()
    scheduler.step()
    optimizer.zero_grad()
    return total.item()
