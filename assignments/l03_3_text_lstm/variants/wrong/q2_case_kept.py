# expect: fails q2.test_a_plain_sentence, q2.test_tokens_are_lower_case
# says: lower case
# why: capitals stay


def tokenize(text):
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text)
