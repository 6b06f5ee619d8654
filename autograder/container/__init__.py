"""The autograder's container images: making them, and knowing whether one is ours."""
