# why: plain torch seeding in front of each model

def compare_dropout(ps, train_data, val_data, hidden=(128,), epochs=5, seed=0, device=None):
    X, y = train_data
    scores = {}
    for p in ps:
        torch.manual_seed(seed)
        model = make_mlp(X[0].numel(), list(hidden), 10, p=p)
        train = DataLoader(TensorDataset(X, y), batch_size=32, shuffle=True)
        val = DataLoader(TensorDataset(*val_data), batch_size=32)
        history = fit(model, train, val, epochs, device=device)
        scores[p] = max(history["val_acc"])
    return scores
