# expect: fails q4.test_three_pairs, q4.test_the_picture_is_preprocessed, q4.test_inference_mode, q4.test_grey_pictures_and_pil_images
# says: probabilities|later
# why: class names in another order than the model’s
def classify(model, image, names, k=3):
    probs = model(preprocess(image), training=False)
    return top_k(np.asarray(probs)[0], sorted(names, reverse=True), k)
