# expect: fails q5.test_transforms_get_the_pictures
# says: pictures themselves
# why: resizes pictures before they are transformed
def stability(model, images, transforms):
    def winner(image):
        return int(np.argmax(model(preprocess(image), training=False)))

    kept = 0
    for image in images:
        image = np.asarray(Image.fromarray(image).resize((224, 224)))
        plain = winner(image)
        kept += sum(winner(transform(image)) == plain for transform in transforms)
    return kept / (len(images) * len(transforms))
