# expect: fails q2.test_columns_have_mean_0_and_deviation_1
# says: axis=0
# why: mean and deviation over the whole array instead of each column
def standardise(X):
    return (X - X.mean()) / X.std()


standard_heights = standardise(heights)
