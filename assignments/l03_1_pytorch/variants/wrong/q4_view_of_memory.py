# expect: fails q4.test_any_tensor_becomes_an_array
# says: raised RuntimeError
# why: view needs contiguous memory


def to_numpy(t):
    return t.detach().view(-1).cpu().numpy().copy().reshape(t.shape)


def to_scalar(t):
    if t.numel() != 1:
        raise ValueError("more than one element")
    return t.item()
