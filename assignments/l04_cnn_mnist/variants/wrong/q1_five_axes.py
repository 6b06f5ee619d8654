# expect: fails q1.test_form_of_a_batch, q1.test_pixels_are_scaled
# says: has shape \(6, 28, 28, 1, 1\)
# why: another axis although there is one

def prepare_images(x):
    return x[..., None].astype("float32") / 255
