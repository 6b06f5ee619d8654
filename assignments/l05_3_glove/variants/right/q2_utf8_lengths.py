# why: bytes and lengths

def save_cache(path, words, vectors):
    encoded = [w.encode() for w in words]
    with open(path, "wb") as f:
        np.savez(f, blob=np.frombuffer(b"".join(encoded), dtype=np.uint8),
                 ends=np.cumsum([len(e) for e in encoded]), vectors=vectors)


def load_cache(path):
    arrays = np.load(path, allow_pickle=False)
    blob, ends = arrays["blob"].tobytes(), arrays["ends"].tolist()
    starts = [0] + ends[:-1]
    return [blob[a:b].decode() for a, b in zip(starts, ends)], arrays["vectors"]
