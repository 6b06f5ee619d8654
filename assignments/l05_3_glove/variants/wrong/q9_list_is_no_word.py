# expect: fails q9
# says: off
# why: compares the list of answers with the word

def analogy_accuracy(questions, solve):
    return {k: sum(solve(a, b, c) == d for a, b, c, d in qs) / len(qs) for k, qs in questions.items()}
