# why: a PIL image is a picture, too
def word_cloud(counts, size):
    cloud = WordCloud(width=size[1], height=size[0], random_state=3, max_words=100)
    return cloud.fit_words(counts).to_image()
