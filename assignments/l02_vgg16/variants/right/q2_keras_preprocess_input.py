# why: Keras has a function for it; load_img-like path through PIL
def preprocess(image, size=224):
    if isinstance(image, np.ndarray):
        image = Image.fromarray(image.squeeze(-1) if image.ndim == 3 and image.shape[-1] == 1 else image)
    image = image.convert("RGB").resize((size, size))
    x = keras.utils.img_to_array(image)
    return keras.applications.vgg16.preprocess_input(np.expand_dims(x, 0))
