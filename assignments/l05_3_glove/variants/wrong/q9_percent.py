# expect: fails q9
# says: percentage|off
# why: percentages

def analogy_accuracy(questions, solve):
    return {k: 100 * sum(solve(a, b, c)[0] == d for a, b, c, d in qs) / len(qs) for k, qs in questions.items()}
