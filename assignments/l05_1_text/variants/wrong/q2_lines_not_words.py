# expect: fails q2.test_counts_of_a_list, q2.test_stopwords_in_any_case
# says: occur
# why: counts in how many lines a word occurs
def token_counts(lines, stopwords):
    counts = Counter()
    for line in lines:
        counts.update(set(clean(line)) - set(stopwords))
    return counts
