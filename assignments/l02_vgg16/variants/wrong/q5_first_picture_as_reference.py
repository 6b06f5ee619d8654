# expect: fails q5
# says: pairs|should
# why: compares with the first picture’s winner
def stability(model, images, transforms):
    def winner(image):
        return int(np.argmax(model(preprocess(image), training=False)))

    kept = 0
    plain = winner(images[0])
    for image in images:
        kept += sum(winner(transform(image)) == plain for transform in transforms)
    return kept / (len(images) * len(transforms))
