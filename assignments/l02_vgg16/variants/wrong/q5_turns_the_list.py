# expect: fails q5.test_transforms_get_the_pictures
# says: as they were
# why: turns the caller's own list round
def stability(model, images, transforms):
    if not len(images) or not len(transforms):
        raise ValueError("There should be at least one image and one transform.")
    kept = 0
    images.reverse()
    for image in images:
        plain = np.argmax(model(preprocess(image), training=False))
        kept += sum(np.argmax(model(preprocess(t(image)), training=False)) == plain for t in transforms)
    return kept / (len(images) * len(transforms))
