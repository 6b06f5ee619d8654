# expect: fails q2.test_counts_of_a_list, q2.test_stopwords_in_any_case, q2.test_a_million_lines
# says: stopwords
# why: nothing is left out
def token_counts(lines, stopwords):
    counts = Counter()
    for line in lines:
        counts.update(clean(line))
    return counts
