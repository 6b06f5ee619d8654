# expect: fails q7
# says: shape
# why: the library's own size
def word_cloud(counts, size):
    return WordCloud(random_state=0).generate_from_frequencies(counts).to_array()
