# why: collects the logits, and returns NumPy floats

def evaluate(model, loader, device=None):
    device = device if device is not None else labkit.device()
    was = model.training
    model.to(device)
    model.train(False)
    zs, ys = [], []
    with torch.inference_mode():
        for batch in loader:
            X, y = batch
            zs.append(model(X.to(device)).cpu())
            ys.append(y.cpu())
    model.train(was)
    if sum(len(y) for y in ys) == 0:
        raise ValueError("there is nothing to evaluate")
    z, y = torch.cat(zs).double(), torch.cat(ys)
    loss = -z.log_softmax(1).gather(1, y[:, None]).mean()
    return np.float64(loss.numpy()), np.float32((z.argmax(-1) == y).numpy().mean())
