# expect: fails q2.test_letters_of_all_alphabets, q2.test_tokens_are_lower_case, q2.test_apostrophes_stay_inside_words
# says: beyond ASCII
# why: [a-z] knows no ë


def tokenize(text):
    return re.findall(r"[a-z0-9]+(?:'[a-z0-9]+)*", text.lower())
