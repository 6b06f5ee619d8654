# expect: fails q5
# says: pictures themselves|raised
# why: transforms the batch of one
def stability(model, images, transforms):
    def winner(x):
        return int(np.argmax(model(x, training=False)))

    kept = 0
    for image in images:
        x = preprocess(image)
        kept += sum(winner(transform(x)) == winner(x) for transform in transforms)
    return kept / (len(images) * len(transforms))
