# expect: fails q6.test_p_makes_a_difference
# says: its own p
# why: all models have the default p

def compare_dropout(ps, train_data, val_data, hidden=(128,), epochs=5, seed=0, device=None):
    d_in = train_data[0][0].numel()
    val_loader = DataLoader(TensorDataset(*val_data), batch_size=256)
    accuracy = {}
    for p in ps:
        torch.manual_seed(seed)
        model = make_mlp(d_in, list(hidden), 10)
        train_loader = DataLoader(TensorDataset(*train_data), batch_size=32, shuffle=True)
        fit(model, train_loader, val_loader, epochs, device=device)
        accuracy[p] = evaluate(model, val_loader, device)[1]
    return accuracy
