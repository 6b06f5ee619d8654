# why: words as bytes of one text

def save_cache(path, words, vectors):
    text = "\n".join(words).encode("utf-8")
    np.savez_compressed(path, text=np.frombuffer(text, dtype=np.uint8), vectors=np.asarray(vectors))


def load_cache(path):
    with np.load(path) as f:
        return f["text"].tobytes().decode("utf-8").split("\n"), f["vectors"]
