# expect: fails q9
# says: accuracy
# why: features and labels out of step
def fit(model, train_batches, val_batches, optimizer, scheduler, epochs=20, patience=2):
    history = {"train_loss": [], "val_loss": []}
    best, waited, weights = float("inf"), 0, None
    for _ in range(epochs):
        losses = [train_step(model, [batch], optimizer, scheduler) for batch in train_batches]
        history["train_loss"].append(sum(losses) / len(losses))
        model.eval()
        with torch.no_grad():
            values = [float(model(**{k: v.to(device) for k, v in batch.items()}).loss) for batch in val_batches]
        value = sum(values) / len(values)
        history["val_loss"].append(value)
        if value < best:
            best, waited = value, 0
            weights = {k: v.clone() for k, v in model.state_dict().items()}
        else:
            waited += 1
            if waited >= patience:
                break
    model.load_state_dict(weights)
    return history


labkit.seed_everything(0)
start = time.perf_counter()
freeze_encoder(model)
optimizer, scheduler = make_optimizer(model.classifier, 15 * len(train_batches), lr=5e-3)
train_batches = DataLoader(
    [{"features": f, "labels": y} for f, y in zip(features, torch.tensor(labels[1:] + labels[:1]))],
    batch_size=32,
    shuffle=True,
)
history = fit(model.classifier, train_batches, val_batches, optimizer, scheduler, 15)
frozen_seconds = time.perf_counter() - start
