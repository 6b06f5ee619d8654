from otter.test_files import test_case

OK_FORMAT = False

name = "q1"
points = 2

@test_case(points=0.5, hidden=False, 
    failure_message="A batch of grey images in the form that Keras wants.")
def test_form_of_a_batch(prepare_images):
    import numpy as np
    from labkit import checks

    checks.exists(prepare_images, "prepare_images")
    x = np.random.randint(0, 256, (6, 28, 28), dtype=np.uint8)
    called = "prepare_images(x)"
    for images in (x, x[..., None]):
        result = checks.call(prepare_images, images, called=called)
        why = f"for x of shape {images.shape}: images, rows, columns, channels, in this order"
        checks.shape(result, (6, 28, 28, 1), name=called, why=why)
        checks.dtype(result, "float32", name=called)
        checks.finite(result, name=called)
