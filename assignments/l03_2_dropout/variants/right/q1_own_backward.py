# why: an autograd function with its own backward pass

class Masked(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, factor):
        ctx.save_for_backward(factor)
        return x * factor

    @staticmethod
    def backward(ctx, grad):
        (factor,) = ctx.saved_tensors
        return grad * factor, None


class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        if p < 0.0 or p >= 1.0:
            raise ValueError("p should be a probability below 1")
        nn.Module.__init__(self)
        self.keep = 1.0 - p

    def forward(self, x):
        if not self.training:
            return x
        mask = torch.distributions.Bernoulli(probs=self.keep).sample(x.shape).to(x)
        return Masked.apply(x, mask / self.keep)
