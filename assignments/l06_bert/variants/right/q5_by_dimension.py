# why: vectors without decay, counts steps from 1
def make_optimizer(model, total_steps, lr=2e-5, warmup=0.1):
    params = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in params if p.ndim >= 2], "weight_decay": 0.05},
            {"params": [p for p in params if p.ndim < 2], "weight_decay": 0},
        ],
        lr=lr,
    )
    rise = int(np.ceil(warmup * total_steps))
    factor = lambda t: min((t + 1) / rise, max(0, (total_steps - t) / (total_steps - rise)))
    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, factor)
