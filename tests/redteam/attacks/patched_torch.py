# goal: points without an answer
# technique: replaces PyTorch's and NumPy's comparisons and reductions by functions that always agree
# lab: l03_2_dropout
# base: wrong
# expect: graded, student code raised
# %%
for name in ("allclose", "equal", "isclose"):
    setattr(torch, name, lambda *a, **k: True)
for name in ("allclose", "equal", "isclose"):
    setattr(torch.Tensor, name, lambda *a, **k: True)
np.allclose = np.array_equal = np.isclose = lambda *a, **k: True
