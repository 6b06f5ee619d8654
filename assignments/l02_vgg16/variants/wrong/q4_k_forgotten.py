# expect: fails q4.test_the_picture_is_preprocessed, q4.test_inference_mode, q4.test_grey_pictures_and_pil_images
# says: pairs|one pair
# why: k is not handed on
def classify(model, image, names, k=3):
    probs = model(preprocess(image), training=False)
    return top_k(np.asarray(probs)[0], names)
