# expect: fails q6.test_result_is_independent_of_the_other_ps, q6.test_every_p_has_the_same_start
# says: depends on which ps|same for each p
# why: each p gets another seed

def compare_dropout(ps, train_data, val_data, hidden=(128,), epochs=5, seed=0, device=None):
    d_in = train_data[0][0].numel()
    val_loader = DataLoader(TensorDataset(*val_data), batch_size=256)
    accuracy = {}
    for i, p in enumerate(ps):
        torch.manual_seed(seed + i)
        model = make_mlp(d_in, list(hidden), 10, p)
        train_loader = DataLoader(TensorDataset(*train_data), batch_size=32, shuffle=True)
        fit(model, train_loader, val_loader, epochs, device=device)
        accuracy[p] = evaluate(model, val_loader, device)[1]
    return accuracy
