from otter.test_files import test_case

OK_FORMAT = False

name = "q2"
points = 3.5

@test_case(points=0.25, hidden=False, 
    failure_message="The model gives one score per class, for vectors as for images.")
def test_logits_for_vectors_and_images(make_mlp):
    import torch
    from labkit import checks

    checks.exists(make_mlp, "make_mlp")
    model = checks.call(make_mlp, 784, [32, 16], 10, called="make_mlp(784, [32, 16], 10)")
    checks.exists(model, "make_mlp(784, [32, 16], 10)")
    assert hasattr(model, "named_modules"), "make_mlp(784, [32, 16], 10) should return an nn.Module."
    vectors = checks.call(model, torch.rand(6, 784), called="model(x)")
    checks.shape(
        vectors, (6, 10), name="model(x)", why="one score for each of 10 classes, for each of 6 vectors"
    )
    images = checks.call(model, torch.rand(6, 1, 28, 28), called="model(x)")
    checks.shape(
        images, (6, 10), name="model(x)", why="one score for each of 10 classes, for each of 6 images"
    )
