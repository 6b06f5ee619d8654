# why: under no_grad, copy=True


def to_numpy(t):
    with torch.no_grad():
        return np.array(t.detach().cpu().numpy(), copy=True)


def to_scalar(t):
    if t.nelement() == 1:
        return t.reshape(()).item()
    raise ValueError("one element is needed")
