# why: a generator of random numbers made anew in each call
import random


def word_cloud(counts, size):
    h, w = size
    cloud = WordCloud(width=w, height=h, random_state=random.Random(1), relative_scaling=0.4, colormap="plasma")
    cloud.generate_from_frequencies(dict(counts.most_common(200)))
    return np.array(cloud)
