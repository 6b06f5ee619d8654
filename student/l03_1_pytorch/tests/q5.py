from otter.test_files import test_case

OK_FORMAT = False

name = "q5"
points = 2.5

@test_case(points=0.5, hidden=False, 
    failure_message="A tensor of the shape of x.")
def test_gradient_of_cubes(gradient):
    import torch
    from labkit import checks, there

    checks.exists(gradient, "gradient")
    x = torch.randn(4)
    g = checks.call(gradient, there("labkit.functions").cubic, x.clone(), called="gradient(f, x)")
    checks.exists(g, "gradient(f, x)")
    assert torch.is_tensor(g), "gradient(f, x) should return a tensor."
    checks.shape(g, (4,), name="gradient(f, x)", why="one partial derivative for each number in x")
    checks.close(
        g, 3 * x**2, name="gradient(f, x)", rtol=1e-2, atol=1e-2, why="f(x) = Σ x³ has the gradient 3 x²"
    )
