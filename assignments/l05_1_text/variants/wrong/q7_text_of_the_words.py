# expect: fails q7.test_drawn_from_the_counts, q7.test_other_counts_other_picture
# says: .
# why: each word once in a text: all are equally frequent
def word_cloud(counts, size):
    cloud = WordCloud(width=size[1], height=size[0], random_state=0)
    return cloud.generate(" ".join(sorted(counts))).to_array()
