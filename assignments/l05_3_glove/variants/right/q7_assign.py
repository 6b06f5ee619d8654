# why: the embeddings assigned after build; a subclass

class Glove(keras.layers.Embedding):
    pass


def embedding_matrix(vocab, words, vectors):
    matrix = np.zeros((len(vocab), vectors.shape[1]), dtype="float32")
    for word in set(vocab) & set(words):
        matrix[vocab[word]] = vectors[words.index(word)]
    for word in set(vocab) - set(words):
        matrix[vocab[word]] = oov_vector(word, [], "random") if vocab[word] else 0
    return matrix


def make_embedding_layer(matrix, trainable):
    layer = Glove(*np.shape(matrix), trainable=trainable)
    layer.build()
    layer.embeddings.assign(matrix)
    return layer
