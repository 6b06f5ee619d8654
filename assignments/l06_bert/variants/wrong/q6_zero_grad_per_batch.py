# expect: fails q6.test_accumulation_equals_the_large_batch
# says: clear the gradients once|reference
# why: zero_grad per micro-batch
def train_step(model, batches, optimizer, scheduler):
    where = next(model.parameters()).device
    model.train()

    total = 0.0
    for batch in batches:
        batch = {key: value.to(where) for key, value in batch.items()}
        optimizer.zero_grad()
        loss = model(**batch).loss / len(batches)
        loss.backward()
        total += loss.item()
    optimizer.step()
    scheduler.step()
    return total
