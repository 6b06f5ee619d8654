# why: a helper for one p, and the last epoch's accuracy

def accuracy_for(p, train_data, val_data, hidden, epochs, seed, device):
    labkit.seed_everything(seed)
    model = make_mlp(train_data[0].flatten(1).shape[1], list(hidden), 10, p)
    loaders = [DataLoader(TensorDataset(*data), 32, shuffle=i == 0) for i, data in enumerate((train_data, val_data))]
    return fit(model, *loaders, epochs=epochs, device=device)["val_acc"][-1]


def compare_dropout(ps, train_data, val_data, hidden=(128,), epochs=5, seed=0, device=None):
    return {p: accuracy_for(p, train_data, val_data, hidden, epochs, seed, device) for p in ps}
