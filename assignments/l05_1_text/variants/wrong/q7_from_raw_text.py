# expect: fails q7
# says: not a text
# why: draws the raw reviews, so that stopwords come back
def word_cloud(counts, size):
    cloud = WordCloud(width=size[1], height=size[0], random_state=0, stopwords=set(), collocations=False)
    return cloud.generate(" ".join(train_texts[:50])).to_array()
