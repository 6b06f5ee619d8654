# expect: fails q5.test_x_is_left_alone, q5.test_gradients_do_not_add_up
# says: only look at x|add up
# why: steps on a detached view change x


def gradient(f, x):
    y = x.detach().requires_grad_()
    g = torch.autograd.grad(f(y), y)[0]
    with torch.no_grad():
        y -= 0.1 * g
    return g
