# expect: fails q5.test_share_of_pairs
# says: pairs
# why: share of images that withstand all transforms
def stability(model, images, transforms):
    def winner(image):
        return int(np.argmax(model(preprocess(image), training=False)))

    kept = 0
    for image in images:
        plain = winner(image)
        kept += all(winner(transform(image)) == plain for transform in transforms)
    return kept / len(images)
