# expect: fails q2.test_grey_and_rgba_arrays, q2.test_pil_images
# says: raised
# why: takes three channels for granted
def preprocess(image, size=224):
    array = np.asarray(image)[:, :, :3]
    x = np.asarray(Image.fromarray(array).resize((size, size)), dtype=np.float32)
    return keras.applications.vgg16.preprocess_input(x[None].copy())
