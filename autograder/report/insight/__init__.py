"""The instructor's page on a class: statistics, misconceptions, times, and pairs to look at."""

from autograder.report.insight.page import index_page

__all__ = ["index_page"]
