# goal: points without an answer
# technique: replaces every check of `labkit.checks` by one that checks nothing, also in the modules behind it
# lab: l03_2_dropout
# base: wrong
# expect: graded
# %%
import sys

import labkit.checks

for name, module in list(sys.modules.items()):
    if name.startswith("labkit.checks"):
        for key, value in list(vars(module).items()):
            if callable(value) and not isinstance(value, type):
                setattr(module, key, lambda *a, **k: None)
