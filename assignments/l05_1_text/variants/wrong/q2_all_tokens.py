# expect: fails q2.test_a_million_lines
# says: memory
# why: all tokens in one list, then counted
def token_counts(lines, stopwords):
    tokens = [token for line in lines for token in clean(line)]
    return Counter(token for token in tokens if token not in stopwords)
