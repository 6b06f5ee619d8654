# expect: fails q5
# says: raised|pairs
# why: raw pictures to the model
def stability(model, images, transforms):
    def winner(image):
        return int(np.argmax(model(np.asarray(Image.fromarray(image).resize((224, 224)), dtype=np.float32)[None], training=False)))

    kept = 0
    for image in images:
        plain = winner(image)
        kept += sum(winner(transform(image)) == plain for transform in transforms)
    return kept / (len(images) * len(transforms))
