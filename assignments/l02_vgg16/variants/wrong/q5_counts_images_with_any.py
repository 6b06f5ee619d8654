# expect: fails q5.test_share_of_pairs, q5.test_transforms_get_the_pictures
# says: pairs
# why: share of images that withstand some transform
def stability(model, images, transforms):
    def winner(image):
        return int(np.argmax(model(preprocess(image), training=False)))

    kept = 0
    for image in images:
        plain = winner(image)
        kept += any(winner(transform(image)) == plain for transform in transforms)
    return kept / len(images)
