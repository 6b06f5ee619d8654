# expect: fails q7.test_same_picture_each_time
# says: at random
# why: another picture each time
def word_cloud(counts, size):
    cloud = WordCloud(width=size[1], height=size[0])
    return cloud.generate_from_frequencies(counts).to_array()
