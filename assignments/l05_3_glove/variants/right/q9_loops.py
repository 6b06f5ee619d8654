# why: counts

def analogy_accuracy(questions, solve):
    result = {}
    for kind in questions:
        hits = 0
        for a, b, c, d in questions[kind]:
            answers = solve(a, b, c)
            if answers and answers[0] == d:
                hits += 1
        result[kind] = hits / len(questions[kind])
    return result
