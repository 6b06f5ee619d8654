# expect: fails q5.test_embedding_becomes_trainable, q5.test_second_stage_has_its_own_rate, q5.test_embedding_is_added_once, q5.test_a_step_moves_the_vectors
# says: once|list
# why: trainable, but unknown to the optimizer


def unfreeze(model, optimizer, lr):
    model.embedding.weight.requires_grad_(True)
