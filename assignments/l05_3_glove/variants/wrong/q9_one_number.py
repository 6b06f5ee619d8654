# expect: fails q9
# says: dict
# why: one number for all kinds

def analogy_accuracy(questions, solve):
    asked = [q for qs in questions.values() for q in qs]
    return sum(solve(a, b, c)[0] == d for a, b, c, d in asked) / len(asked)
