# expect: fails q5.test_share_of_pairs, q5.test_the_winner_counts_not_its_probability
# says: probabilit
# why: compares how probable the winner is
def stability(model, images, transforms):
    def winner(image):
        return round(float(np.max(model(preprocess(image), training=False))), 3)

    kept = 0
    for image in images:
        plain = winner(image)
        kept += sum(winner(transform(image)) == plain for transform in transforms)
    return kept / (len(images) * len(transforms))
