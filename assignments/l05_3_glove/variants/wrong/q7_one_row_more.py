# expect: fails q7
# says: shape
# why: a row more than the vocabulary has words

def embedding_matrix(vocab, words, vectors):
    row = {word: i for i, word in enumerate(words)}
    matrix = np.zeros((len(vocab) + 1, vectors.shape[1]), dtype=np.float32)
    for word, i in vocab.items():
        if i != 0 and word in row:
            matrix[i] = vectors[row[word]]
    return matrix


def make_embedding_layer(matrix, trainable):
    start = keras.initializers.Constant(matrix)
    return keras.layers.Embedding(*matrix.shape, embeddings_initializer=start, trainable=trainable)
