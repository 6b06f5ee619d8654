# why: each inner model is summed up by the function itself; numbers from NumPy
def architecture_summary(model):
    result = {"conv": 0, "dense": 0, "pool": 0}
    for layer in model.layers:
        if isinstance(layer, (keras.Model, keras.Sequential)):
            inner = architecture_summary(layer)
            for key in ("conv", "dense", "pool"):
                result[key] += inner[key]
        elif isinstance(layer, layers.Conv2D):
            result["conv"] += 1
        elif isinstance(layer, layers.Dense):
            result["dense"] += 1
        elif isinstance(layer, (layers.MaxPool2D, layers.AvgPool2D)):
            result["pool"] += 1
    result["params"] = np.int64(sum(np.size(w) for w in model.get_weights()))
    result["trainable"] = np.sum([np.prod(v.shape) for v in model.trainable_variables], dtype=np.int64)
    result["layers"] = len(model.layers)
    return result
