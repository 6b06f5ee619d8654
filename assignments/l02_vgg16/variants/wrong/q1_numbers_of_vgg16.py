# expect: fails q1.test_any_sequence_of_layers, q1.test_nested_models, q1.test_frozen_layers
# says: off by
# why: returns what the text says about VGG16
def architecture_summary(model):
    return {"conv": 13, "dense": 3, "pool": 5, "params": 138357544, "trainable": 138357544}
