# expect: fails q6.test_accumulation_equals_the_large_batch, q6.test_old_gradients_play_no_part
# says: clear the gradients|reference
# why: gradients never cleared
def train_step(model, batches, optimizer, scheduler):
    where = next(model.parameters()).device
    model.train()

    total = 0.0
    for batch in batches:
        batch = {key: value.to(where) for key, value in batch.items()}
        loss = model(**batch).loss / len(batches)
        loss.backward()
        total += loss.item()
    optimizer.step()
    scheduler.step()
    return total
