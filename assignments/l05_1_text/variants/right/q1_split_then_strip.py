# why: cuts at spaces first, takes the marks off each piece, drops what is empty then
import string


def clean(text):
    words = [word.strip(string.punctuation) for word in text.split()]
    return [word.lower() for word in words if word]
