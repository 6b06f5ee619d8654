# goal: points without an answer
# technique: replaces NumPy's comparisons by functions that always agree
# lab: m01_mini
# base: wrong
# expect: graded
# %%
import numpy as np
import numpy.testing

for name in ("allclose", "array_equal", "array_equiv", "isclose", "all"):
    setattr(np, name, lambda *a, **k: True)
for name in dir(numpy.testing):
    if name.startswith("assert"):
        setattr(numpy.testing, name, lambda *a, **k: None)
