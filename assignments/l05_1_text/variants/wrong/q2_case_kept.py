# expect: fails q2.test_stopwords_in_any_case, q2.test_a_million_lines
# says: capitals
# why: stopwords are found in any case, but words are counted as they are spelt
def token_counts(lines, stopwords):
    counts = Counter()
    for line in lines:
        counts.update(word for word in re.findall(r"[A-Za-z]+", line) if word.lower() not in stopwords)
    return counts
