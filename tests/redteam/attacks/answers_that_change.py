# goal: points without an answer
# technique: threads, finalizers and timers go on changing an answer after it was returned, while it is being read
# lab: m01_mini
# base: wrong
# expect: graded, killed
# %%
import signal
import threading
import weakref

held = []


def flip():
    while True:
        for answer in held:
            if isinstance(answer, list):
                answer[:] = answer[::-1]
            else:
                answer *= -1


def later(*_):
    for answer in held:
        weakref.finalize(answer, flip) if isinstance(answer, np.ndarray) else answer.clear()


threading.Thread(target=flip, daemon=True).start()
signal.signal(signal.SIGALRM, later)
signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
# %% q1
def running_mean(values):
    answer = [0.0] * len(values)
    held.append(answer)
    return answer
# %% q2
def standardise(X):
    answer = X - X.mean(axis=0)
    held.append(answer)
    return answer


standard_heights = heights.copy()
