# expect: fails q5
# says: pictures themselves|pairs|raised
# why: transforms what is preprocessed
def stability(model, images, transforms):
    def winner(x):
        return int(np.argmax(model(x[None], training=False)))

    kept = 0
    for image in images:
        x = preprocess(image)[0]
        kept += sum(winner(np.asarray(transform(x), np.float32)) == winner(x) for transform in transforms)
    return kept / (len(images) * len(transforms))
