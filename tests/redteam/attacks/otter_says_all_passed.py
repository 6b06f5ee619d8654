# goal: points without an answer
# technique: replaces the scores of otter's test files
# lab: m01_mini
# expect: graded, student code raised
# %%
from otter.test_files.abstract_test import TestFile

TestFile.score = property(lambda self: self.possible)
TestFile.grade = property(lambda self: 1.0)
TestFile.passed_all = property(lambda self: True)
