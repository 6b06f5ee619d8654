# expect: fails q2.test_apostrophes_stay_inside_words
# says: inside a word
# why: didn't becomes didn and t


def tokenize(text):
    return re.findall(r"\w+", text.lower())
