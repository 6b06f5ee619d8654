# goal: points without an answer
# technique: makes PyTorch's own layers so simple that constants are right: no dropout, and all weights 0 for good
# lab: l03_2_dropout
# base: almost
# expect: graded, student code raised
# %%
import math


class Linear(nn.Linear):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        nn.init.zeros_(self.weight)
        if self.bias is not None:
            nn.init.zeros_(self.bias)


nn.Linear = Linear
nn.Module.load_state_dict = lambda self, *args, **kwargs: None
nn.Dropout.forward = lambda self, x: x
torch.rand = torch.randn = torch.randint = lambda *size, **kwargs: torch.zeros(10)
# %% q3
def evaluate(model, loader, device=None):
    return math.log(10), 0.1
