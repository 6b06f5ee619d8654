# expect: fails q6.test_one_step_of_optimizer_and_scheduler
# says: scheduler steps
# why: the scheduler steps per micro-batch
def train_step(model, batches, optimizer, scheduler):
    where = next(model.parameters()).device
    model.train()
    optimizer.zero_grad()
    total = 0.0
    for batch in batches:
        batch = {key: value.to(where) for key, value in batch.items()}
        loss = model(**batch).loss / len(batches)
        loss.backward()
        total += loss.item()
        scheduler.step()
    optimizer.step()
    return total
