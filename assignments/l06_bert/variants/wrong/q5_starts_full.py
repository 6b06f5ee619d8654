# expect: fails q5.test_rate_warms_up_and_falls_in_lines
# says: near 0
# why: no warm-up
def make_optimizer(model, total_steps, lr=2e-5, warmup=0.1):
    decay, plain = [], []
    for name, p in model.named_parameters():
        if p.requires_grad:
            (plain if name.endswith("bias") or "LayerNorm" in name else decay).append(p)
    optimizer = torch.optim.AdamW(
        [{"params": decay, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}], lr=lr
    )
    rise = max(1, warmup * total_steps)
    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, lambda t: (total_steps - t) / total_steps)
