# expect: fails q5.test_a_picture_as_it_is, q5.test_share_of_pairs, q5.test_the_winner_counts_not_its_probability, q5.test_inference_mode
# says: as they are
# why: the share of pairs that do not keep their winner
def stability(model, images, transforms):
    def winner(image):
        return int(np.argmax(model(preprocess(image), training=False)))

    kept = 0
    for image in images:
        plain = winner(image)
        kept += sum(winner(transform(image)) != plain for transform in transforms)
    return kept / (len(images) * len(transforms))
