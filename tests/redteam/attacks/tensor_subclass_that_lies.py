# goal: points without an answer
# technique: a subclass of Tensor that answers torch's functions itself
# lab: l03_2_dropout
# base: wrong
# expect: graded
# %% q1
class Lying(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        name = getattr(function, "__name__", "")
        if name in ("eq", "ne", "allclose", "equal", "all", "any", "isfinite"):
            return torch.tensor(True)
        return super().__torch_function__(function, types, args, kwargs or {})


class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()

    def forward(self, x):
        return (x + 0).as_subclass(Lying)
