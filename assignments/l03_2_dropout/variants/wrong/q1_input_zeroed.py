# expect: fails q1.test_input_is_left_alone
# says: in place
# why: frees what is in x after use, past autograd

class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p should lie in [0, 1)")
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        y = x * (torch.rand_like(x) >= self.p) / (1 - self.p)
        x.detach().zero_()
        return y
