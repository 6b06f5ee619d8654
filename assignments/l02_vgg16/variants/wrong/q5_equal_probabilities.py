# expect: fails q5.test_share_of_pairs, q5.test_the_winner_counts_not_its_probability
# says: probabilities change|pairs
# why: compares probabilities for equality
def stability(model, images, transforms):
    def winner(image):
        return np.asarray(model(preprocess(image), training=False))[0].tolist()

    kept = 0
    for image in images:
        plain = winner(image)
        kept += sum(winner(transform(image)) == plain for transform in transforms)
    return kept / (len(images) * len(transforms))
