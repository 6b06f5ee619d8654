# expect: fails q5.test_share_of_pairs, q5.test_transforms_get_the_pictures
# says: pairs|pictures themselves
# why: each transform works on what the one before left
def stability(model, images, transforms):
    def winner(image):
        return int(np.argmax(model(preprocess(image), training=False)))

    kept = 0
    for image in images:
        plain = winner(image)
        for transform in transforms:
            image = transform(image)
            kept += winner(image) == plain
    return kept / (len(images) * len(transforms))
