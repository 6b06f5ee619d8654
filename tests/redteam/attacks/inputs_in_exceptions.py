# goal: the inputs of hidden tests
# technique: records what the tests call with, and hands it back as exceptions' texts, names and causes
# lab: m01_mini
# expect: graded, student code raised
# %%
seen = []
# %% q1
def running_mean(values):
    seen.append(list(values))
    name = "RECORDED_" + "_".join(str(v).replace(".", "d").replace("-", "m") for v in values)
    raise type(name, (ValueError,), {"__module__": "builtins"})(f"RECORDED {values}") from KeyError(f"RECORDED {values}")
# %% q2
def standardise(X):
    raise ValueError(f"RECORDED {seen} {X.tolist()}")


standard_heights = None
# %% last
assert not seen, f"RECORDED {seen}"
# %% last
raise type(f"RECORDED {seen}", (Exception,), {})(f"RECORDED {seen}")
# %% last
raise SystemExit(f"RECORDED {seen}")
