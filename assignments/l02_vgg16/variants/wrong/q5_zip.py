# expect: fails q5.test_a_picture_as_it_is, q5.test_share_of_pairs, q5.test_transforms_get_the_pictures
# says: every pair|pairs|should
# why: image 1 with transform 1, image 2 with transform 2
def stability(model, images, transforms):
    def winner(image):
        return int(np.argmax(model(preprocess(image), training=False)))

    kept = sum(winner(transform(image)) == winner(image) for image, transform in zip(images, transforms))
    return kept / len(images)
