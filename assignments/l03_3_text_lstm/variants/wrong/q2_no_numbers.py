# expect: fails q2.test_numbers_and_empty_texts
# says: numbers should be tokens
# why: digits are left out


def tokenize(text):
    return re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", text.lower())
