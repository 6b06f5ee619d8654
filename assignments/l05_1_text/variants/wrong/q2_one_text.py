# expect: fails q2.test_a_million_lines
# says: memory
# why: all lines joined to one text
def token_counts(lines, stopwords):
    return Counter(word for word in clean(" ".join(lines)) if word not in stopwords)
