# expect: fails q4.test_the_picture_is_preprocessed, q4.test_inference_mode, q4.test_grey_pictures_and_pil_images
# says: less the mean
# why: resized only, preprocessing forgotten
def classify(model, image, names, k=3):
    probs = model(np.asarray((Image.fromarray(np.squeeze(image)) if isinstance(image, np.ndarray) else image).convert("RGB").resize((224, 224)), dtype=np.float32)[None], training=False)
    return top_k(np.asarray(probs)[0], names, k)
