# why: no regular expression


def tokenize(text):
    text, tokens, word = f" {text.lower()} ", [], ""
    for i in range(1, len(text) - 1):
        inside = text[i] == "'" and text[i - 1].isalpha() and text[i + 1].isalpha()
        if text[i].isalnum() or inside:
            word += text[i]
        else:
            tokens.append(word)
            word = ""
    return [token for token in [*tokens, word] if token]
