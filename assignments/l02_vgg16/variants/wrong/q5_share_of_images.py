# expect: fails q5.test_a_picture_as_it_is, q5.test_share_of_pairs, q5.test_the_winner_counts_not_its_probability, q5.test_transforms_get_the_pictures, q5.test_inference_mode
# says: at most 1|number
# why: pairs divided by the number of images
def stability(model, images, transforms):
    def winner(image):
        return int(np.argmax(model(preprocess(image), training=False)))

    kept = 0
    for image in images:
        plain = winner(image)
        kept += sum(winner(transform(image)) == plain for transform in transforms)
    return kept / len(images)
