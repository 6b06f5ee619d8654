# expect: fails q6.test_accumulation_equals_the_large_batch
# says: times as far|divide
# why: losses not divided
def train_step(model, batches, optimizer, scheduler):
    where = next(model.parameters()).device
    model.train()
    optimizer.zero_grad()
    total = 0.0
    for batch in batches:
        batch = {key: value.to(where) for key, value in batch.items()}
        loss = model(**batch).loss
        loss.backward()
        total += loss.item()
    optimizer.step()
    scheduler.step()
    return total
