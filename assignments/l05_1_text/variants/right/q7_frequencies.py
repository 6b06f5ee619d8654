# why: shares instead of counts
def word_cloud(counts, size):
    total = sum(counts.values())
    shares = {word: n / total for word, n in counts.items()}
    cloud = WordCloud(height=size[0], width=size[1], background_color="black", random_state=42, prefer_horizontal=1.0)
    return cloud.generate_from_frequencies(shares).to_array().astype(np.uint8)
