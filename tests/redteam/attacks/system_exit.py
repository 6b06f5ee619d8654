# goal: a grader that breaks, or takes silence for success
# technique: SystemExit, KeyboardInterrupt, GeneratorExit and a BaseException in cells and in answers
# lab: m01_mini
# expect: graded, student code raised, killed
# %%
raise SystemExit(0)
# %%
raise KeyboardInterrupt
# %%
raise GeneratorExit
# %% q1
def running_mean(values):
    raise SystemExit(0)
# %% q2
class Quiet(BaseException):
    pass


def standardise(X):
    raise Quiet if len(X) > 6 else KeyboardInterrupt


standard_heights = None
# %% last
exit()
# %% last
quit(0)
