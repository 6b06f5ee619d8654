# expect: fails q1.test_length, q1.test_means_of_prefixes
# says: should return a list
# why: one number instead of a list
def running_mean(values):
    return sum(values) / len(values)
