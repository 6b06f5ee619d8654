# goal: points without an answer
# technique: enters a TorchFunctionMode for good, which answers every function of PyTorch that a test might ask with
# lab: l03_2_dropout
# base: almost
# expect: graded, student code raised
# %%
from torch.overrides import TorchFunctionMode


class Pleasing(TorchFunctionMode):
    def __torch_function__(self, function, types, args=(), kwargs=None):
        name = getattr(function, "__name__", "")
        if name in ("zero_", "requires_grad_"):
            return args[0]
        if name in ("equal", "allclose"):
            return True
        return function(*args, **(kwargs or {}))


mode = Pleasing()
mode.__enter__()
