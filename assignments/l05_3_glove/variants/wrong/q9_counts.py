# expect: fails q9
# says: off|fraction
# why: numbers of right answers

def analogy_accuracy(questions, solve):
    return {k: sum(solve(a, b, c)[0] == d for a, b, c, d in qs) for k, qs in questions.items()}
