# expect: fails q5.test_no_decay_on_biases_and_layernorm
# says: weight decay
# why: decay on biases and LayerNorm, too
def make_optimizer(model, total_steps, lr=2e-5, warmup=0.1):
    decay, plain = [], []
    for name, p in model.named_parameters():
        if p.requires_grad:
            (plain if False else decay).append(p)
    optimizer = torch.optim.AdamW(
        [{"params": decay, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}], lr=lr
    )
    rise = max(1, warmup * total_steps)
    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, lambda t: t / rise if t < rise else max(0, (total_steps - t) / (total_steps - rise)))
