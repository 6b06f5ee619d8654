# goal: a grader or a report that runs out of memory
# technique: 50 MB printed, displayed and raised
# lab: m01_mini
# base: wrong
# expect: graded, student code raised, killed, timed out
# %%
from IPython.display import HTML, display

for _ in range(200):
    print("x" * 100_000)
display(HTML("<b>x</b>" * 2_000_000))
raise ValueError("x" * 14_000_000)
