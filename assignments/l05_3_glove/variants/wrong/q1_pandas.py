# expect: fails q1.test_last_line_and_odd_words, q1.test_words_with_spaces, q1.test_malformed_lines_are_named, q1.test_first_of_duplicates_is_kept
# says: quotation|raised
# why: pandas takes quotation marks, nan and # for its own

import pandas as pd


def load_glove(path, dim=None):
    frame = pd.read_csv(path, sep=" ", header=None)
    return frame[0].tolist(), frame.iloc[:, 1:].to_numpy(dtype=np.float32)
