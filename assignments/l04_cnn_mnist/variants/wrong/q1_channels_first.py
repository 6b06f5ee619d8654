# expect: fails q1.test_form_of_a_batch, q1.test_pixels_are_scaled, q1.test_each_pixel_for_itself
# says: has shape \(6, 1, 28, 28\)
# why: channels first, as in PyTorch

def prepare_images(x):
    return x.reshape(len(x), 1, 28, 28).astype("float32") / 255
