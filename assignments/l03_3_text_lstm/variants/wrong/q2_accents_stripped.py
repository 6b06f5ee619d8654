# expect: fails q2.test_letters_of_all_alphabets, q2.test_tokens_are_lower_case, q2.test_apostrophes_stay_inside_words
# says: beyond ASCII
# why: letters are forced into ASCII

import unicodedata


def tokenize(text):
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.findall(r"\w+(?:'\w+)*", plain)
