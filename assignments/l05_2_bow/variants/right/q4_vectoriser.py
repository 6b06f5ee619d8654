# why: by the analyser of CountVectorizer
def ngrams(tokens, n_min, n_max):
    if n_min < 1 or n_max < n_min:
        raise ValueError("1 <= n_min <= n_max")
    analyze = CountVectorizer(tokenizer=lambda x: x, preprocessor=lambda x: x, token_pattern=None, ngram_range=(n_min, n_max))
    return analyze.build_analyzer()(list(tokens))
