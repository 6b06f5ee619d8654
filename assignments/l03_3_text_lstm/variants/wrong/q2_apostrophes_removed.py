# expect: fails q2.test_apostrophes_stay_inside_words
# says: inside a word
# why: didn't becomes didnt


def tokenize(text):
    return re.findall(r"\w+", text.lower().replace("'", ""))
