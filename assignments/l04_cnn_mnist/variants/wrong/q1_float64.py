# expect: fails q1.test_form_of_a_batch
# says: dtype float64
# why: NumPy's own dtype of a quotient

def prepare_images(x):
    return x.reshape(len(x), 28, 28, 1) / 255
