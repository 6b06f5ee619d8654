# why: a list of things to look into, no recursion
def architecture_summary(model):
    todo, leaves = [model], []
    while todo:
        layer = todo.pop()
        if hasattr(layer, "layers"):
            todo.extend(layer.layers)
        else:
            leaves.append(layer)
    kinds = [type(layer).__name__ for layer in leaves]
    return dict(
        conv=kinds.count("Conv2D"),
        dense=kinds.count("Dense"),
        pool=sum(kind.endswith("Pooling2D") for kind in kinds),
        params=model.count_params(),
        trainable=sum(w.numpy().size for w in model.trainable_weights),
    )
