# why: np.array copies; item() of NumPy raises ValueError by itself


def to_numpy(t):
    return np.array(t.detach().cpu())


def to_scalar(t):
    return t.detach().cpu().numpy().item()
