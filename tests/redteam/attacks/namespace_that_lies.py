# goal: points without an answer
# technique: a namespace of its own gives every test another function, and the event loop changes it between requests
# lab: m01_mini
# base: wrong
# expect: graded, killed, student code raised
# %%
import gc

from tornado.ioloop import IOLoop, PeriodicCallback

agent = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Agent")
asked = []


class Lying(dict):
    def get(self, name, default=None):
        asked.append(name)
        if name == "standardise":
            return [lambda X: X * 0, lambda X: X - X.mean(axis=0), lambda X: np.ones_like(X)][len(asked) % 3]
        return dict.get(self, name, default)


agent.namespace = Lying(agent.namespace)


def change():
    agent.objects.update({number: held for number, held in enumerate(agent.objects.values(), start=2)})
    agent.numbers.clear()


PeriodicCallback(change, 1).start()
IOLoop.current().call_later(0.01, agent.modules.clear)
