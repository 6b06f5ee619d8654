# expect: fails q2.test_no_pickle_in_the_file
# says: npz
# why: the file is a pickle with the ending npz

import pickle


def save_cache(path, words, vectors):
    with open(path, "wb") as f:
        pickle.dump((words, vectors), f)


def load_cache(path):
    with open(path, "rb") as f:
        return pickle.load(f)
