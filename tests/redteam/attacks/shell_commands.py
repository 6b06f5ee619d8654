# goal: what Python alone would not be let do
# technique: `!`, `%%bash`, `%system`, `os.system` and other magics
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
# %%
!echo from a shell > redteam-note; cat redteam-note; id; env
# %%
%%bash
for i in 1 2 3; do echo $i; done
(sleep 30; echo late) > /dev/null 2>&1 &
echo "q1 results: All test cases passed!"
# %%
%system ls -la
# %%
%reset -f
%autosave 1
# %%
%%script false
# %%
import numpy as np, otter
grader = otter.Notebook("m01_mini.ipynb")
heights = np.loadtxt("data/heights.csv", delimiter=",", skiprows=1)
