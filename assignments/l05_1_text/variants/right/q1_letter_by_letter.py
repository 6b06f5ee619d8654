# why: a loop over characters
def clean(text):
    words, word = [], ""
    for letter in text.lower() + " ":
        if letter.isalpha() or letter == "'":
            word += letter
        else:
            if word.strip("'"):
                words.append(word.strip("'"))
            word = ""
    return words
