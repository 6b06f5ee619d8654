# why: a sum of booleans, k named

def analogy_accuracy(questions, solve):
    out = dict()
    for kind, asked in questions.items():
        right = [d in solve(a, b, c)[:1] for (a, b, c, d) in asked]
        out[kind] = np.mean(right) if len(right) else 0.0
    return out
