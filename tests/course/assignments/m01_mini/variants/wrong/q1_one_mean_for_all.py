# expect: fails q1.test_means_of_prefixes
# says: mean of the first
# why: the mean of all values, repeated, instead of that of each prefix
def running_mean(values):
    return [sum(values) / len(values)] * len(values)
