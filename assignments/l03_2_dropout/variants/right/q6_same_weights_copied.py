# why: one set of initial weights, copied for each p; the order of batches fixed in advance

def compare_dropout(ps, train_data, val_data, hidden=(128,), epochs=5, seed=0, device=None):
    X, y = train_data
    d_in = int(np.prod(X.shape[1:]))
    labkit.seed_everything(seed)
    start = copy.deepcopy(make_mlp(d_in, list(hidden), 10).state_dict())
    result = {}
    for p in ps:
        model = make_mlp(d_in, list(hidden), 10, p)
        model.load_state_dict(start)
        rng = np.random.default_rng(seed)
        order = [rng.permutation(len(X)) for _ in range(epochs)]
        torch.manual_seed(seed)
        optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
        for permutation in order:
            model.train()
            for i in range(0, len(X), 32):
                batch = permutation[i : i + 32]
                optimizer.zero_grad()
                F.cross_entropy(model(X[batch]), y[batch]).backward()
                optimizer.step()
        model.eval()
        with torch.no_grad():
            result[p] = (model(val_data[0]).argmax(1) == val_data[1]).float().mean().item()
    return result
