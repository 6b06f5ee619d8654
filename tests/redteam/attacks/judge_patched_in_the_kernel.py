# goal: points without an answer
# technique: imports the judge and the grader in the kernel and replaces their methods
# lab: m01_mini
# expect: graded, student code raised, killed
# %%
import autograder.grade
import autograder.judge.judge as judge
import autograder.outcomes as outcomes

judge.Judge._verdict = lambda self, case: (None, "")
outcomes.TestResult.score = property(lambda self: self.points)
autograder.grade.grade = lambda *a, **k: None
# %%
import autograder.kernel.wire as wire

wire.encode = wire.decode = lambda *a, **k: True
