# why: get_linear_schedule_with_warmup and the usual list of names
from transformers import get_linear_schedule_with_warmup


def make_optimizer(model, total_steps, lr=2e-5, warmup=0.1):
    no_decay = ["bias", "LayerNorm.weight", "layer_norm.weight"]
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for n, p in named if not any(nd in n for nd in no_decay)], "weight_decay": 0.01},
        {"params": [p for n, p in named if any(nd in n for nd in no_decay)], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=lr)
    return optimizer, get_linear_schedule_with_warmup(optimizer, int(warmup * total_steps), total_steps)
