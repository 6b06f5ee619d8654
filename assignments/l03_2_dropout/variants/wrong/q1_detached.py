# expect: fails q1.test_gradients_flow_through_kept_elements
# says: cut the graph
# why: goes through NumPy, so no gradient comes back

class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p should lie in [0, 1)")
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        values = x.detach().numpy()
        mask = np.random.rand(*values.shape) >= self.p
        return torch.from_numpy(values * mask / (1 - self.p)).to(x.dtype)
