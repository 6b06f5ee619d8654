# expect: fails q5.test_inference_mode
# says: inference mode
# why: dropout is active
def stability(model, images, transforms):
    def winner(image):
        return int(np.argmax(model(preprocess(image), training=True)))

    kept = 0
    for image in images:
        plain = winner(image)
        kept += sum(winner(transform(image)) == plain for transform in transforms)
    return kept / (len(images) * len(transforms))
