# expect: fails q7
# says: .
# why: returns the layout, not a picture
def word_cloud(counts, size):
    cloud = WordCloud(width=size[1], height=size[0], random_state=0)
    return cloud.generate_from_frequencies(counts).layout_
