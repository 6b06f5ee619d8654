# expect: fails q7.test_padding_is_zero
# says: changed its argument
# why: the first row of the caller's own table becomes that of the padding

def embedding_matrix(vocab, words, vectors):
    row = {word: i for i, word in enumerate(words)}
    matrix = np.zeros((len(vocab), vectors.shape[1]))
    for word, i in vocab.items():
        if i != 0 and word in row:
            matrix[i] = vectors[row[word]]
    vectors[0] = 0
    return matrix


def make_embedding_layer(matrix, trainable):
    start = keras.initializers.Constant(matrix)
    return keras.layers.Embedding(*matrix.shape, embeddings_initializer=start, trainable=trainable)
