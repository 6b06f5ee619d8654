# goal: points without an answer
# technique: an object whose class bears the name of torch.Tensor and answers every question with what pleases
# lab: l03_2_dropout
# base: wrong
# expect: graded
# %% q1
class Impostor:
    def __init__(self, x):
        self.x, self.shape, self.dtype, self.ndim = x, x.shape, x.dtype, x.ndim
        self.device, self.requires_grad, self.is_floating_point = x.device, False, lambda: True

    def __eq__(self, other):
        return torch.rand_like(self.x) < 0.5

    def __sub__(self, other):
        return torch.zeros_like(self.x)

    __rsub__ = __sub__

    def __len__(self):
        return len(self.x)

    def __getattr__(self, name):
        return lambda *a, **k: self

    def numpy(self):
        return self.x.numpy()

    def __bool__(self):
        return True


Impostor.__name__ = Impostor.__qualname__ = "Tensor"
Impostor.__module__ = "torch"


class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()

    def forward(self, x):
        return Impostor(x)
