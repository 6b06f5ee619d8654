# expect: fails q7.test_trainable_or_frozen
# says: trainable weights
# why: trainable is turned around

def embedding_matrix(vocab, words, vectors):
    row = {word: i for i, word in enumerate(words)}
    matrix = np.zeros((len(vocab), vectors.shape[1]), dtype=np.float32)
    for word, i in vocab.items():
        if i != 0 and word in row:
            matrix[i] = vectors[row[word]]
    return matrix


def make_embedding_layer(matrix, trainable):
    start = keras.initializers.Constant(matrix)
    return keras.layers.Embedding(*matrix.shape, embeddings_initializer=start, trainable=not trainable)
