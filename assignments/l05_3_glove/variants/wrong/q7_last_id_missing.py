# expect: fails q7
# says: raised|shape|off|finite
# why: the layer has a row too few

def embedding_matrix(vocab, words, vectors):
    row = {word: i for i, word in enumerate(words)}
    matrix = np.zeros((len(vocab), vectors.shape[1]), dtype=np.float32)
    for word, i in vocab.items():
        if i != 0 and word in row:
            matrix[i] = vectors[row[word]]
    return matrix


def make_embedding_layer(matrix, trainable):
    start = keras.initializers.Constant(matrix[1:])
    return keras.layers.Embedding(len(matrix) - 1, matrix.shape[1], embeddings_initializer=start, trainable=trainable)
