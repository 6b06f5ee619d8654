# expect: fails q6.test_result_is_independent_of_the_other_ps, q6.test_every_p_has_the_same_start, q6.test_p_makes_a_difference
# says: new model for each p
# why: one model is trained on and on

def compare_dropout(ps, train_data, val_data, hidden=(128,), epochs=5, seed=0, device=None):
    torch.manual_seed(seed)
    d_in = train_data[0][0].numel()
    val_loader = DataLoader(TensorDataset(*val_data), batch_size=256)
    accuracy = {}
    model = make_mlp(d_in, list(hidden), 10, ps[0])
    for p in ps:
        train_loader = DataLoader(TensorDataset(*train_data), batch_size=32, shuffle=True)
        fit(model, train_loader, val_loader, epochs, device=device)
        accuracy[p] = evaluate(model, val_loader, device)[1]
    return accuracy
