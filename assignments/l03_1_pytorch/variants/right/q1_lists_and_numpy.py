# why: from lists and from an array


def make_tensors():
    rows = [[4 * i + j for j in range(4)] for i in range(3)]
    return dict(
        zeros=torch.tensor([[0.0] * 3] * 2),
        arange=torch.tensor(rows),
        eye=torch.from_numpy(np.eye(3)),
        rand=torch.empty(2, 2).uniform_(0, 1),
    )
