# expect: fails q7
# says: .
# why: only the words, all the same size
def word_cloud(counts, size):
    cloud = WordCloud(width=size[1], height=size[0], random_state=0)
    return cloud.generate_from_frequencies({word: 1 for word in sorted(counts)}).to_array()
