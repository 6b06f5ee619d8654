# expect: fails q7
# says: shape
# why: an alpha channel as a fourth colour
def word_cloud(counts, size):
    cloud = WordCloud(width=size[1], height=size[0], random_state=0, mode="RGBA", background_color=None)
    return cloud.generate_from_frequencies(counts).to_array()
