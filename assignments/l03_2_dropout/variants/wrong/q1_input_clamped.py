# expect: fails q1.test_input_is_left_alone
# says: in place
# why: cuts off the largest values of x itself, in evaluation mode only

class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p should lie in [0, 1)")
        self.p = p

    def forward(self, x):
        if not self.training:
            y = x.clone()
            x.clamp_(max=1.5)
            return y
        return x * (torch.rand_like(x) >= self.p) / (1 - self.p)
