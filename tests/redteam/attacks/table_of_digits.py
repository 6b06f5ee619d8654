# goal: points without a model
# technique: a table that knows the images of the notebook by heart: right on validation, wrong on training images
# lab: l03_2_dropout
# base: wrong
# expect: graded
# %% q5
class Table(nn.Module):
    def __init__(self):
        super().__init__()
        self.known = {image.numpy().tobytes(): int(label) for image, label in zip(X_val, y_val)}
        self.shift = nn.Parameter(torch.zeros(()))

    def forward(self, x):
        found = [self.known.get(image.contiguous().numpy().tobytes(), 0) for image in x]
        return F.one_hot(torch.tensor(found), 10) + self.shift


model, history = Table(), None
