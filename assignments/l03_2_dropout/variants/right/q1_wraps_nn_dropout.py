# why: a module within, and an extra keyword argument

class InvertedDropout(nn.Module):
    def __init__(self, p: float = 0.5, *, name: str = "dropout"):
        super().__init__()
        if p < 0 or p >= 1:
            raise ValueError(f"{name}: p={p} is not a probability below 1")
        self.inner = nn.Dropout(p)

    def forward(self, x):
        return self.inner(x)
