# expect: fails q3.test_one_for_each_word_that_occurs
# says: above 0
# why: 1 for words that occur more than once
def binary(counts):
    return (counts > 1).astype(float)
