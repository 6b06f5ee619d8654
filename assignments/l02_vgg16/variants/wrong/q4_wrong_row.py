# expect: fails q4.test_the_picture_is_preprocessed, q4.test_inference_mode, q4.test_grey_pictures_and_pil_images
# says: less the mean
# why: runs the picture together with a black one, and reads the black one’s row
def classify(model, image, names, k=3):
    probs = model(np.concatenate([preprocess(np.zeros((8, 8, 3), np.uint8)), preprocess(image)]), training=False)
    return top_k(np.asarray(probs)[0], names, k)
