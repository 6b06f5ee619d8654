# expect: fails q6.test_accumulation_equals_the_large_batch, q6.test_one_step_of_optimizer_and_scheduler
# says: optimizer steps
# why: a step per micro-batch, with divided losses
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
