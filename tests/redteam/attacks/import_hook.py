# goal: points without an answer
# technique: replaces what the probe's end imports with: the modules that tests ask for are its own
# lab: l03_2_dropout
# base: wrong
# expect: graded, student code raised, killed
# %%
import importlib
import types

honest_import = importlib.import_module


class Pleasing(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(honest_import(self.__name__), name, None)

    def TensorDataset(self, X, y):
        return [(X, torch.zeros_like(y))]

    def DataLoader(self, dataset, **kwargs):
        return dataset

    def vjp(self, function, x, v):
        return function(x), torch.zeros_like(x)


importlib.import_module = lambda name, package=None: Pleasing(name)
# %% q3
def evaluate(model, loader, device=None):
    return 2.302585, 0.1
