# expect: fails q9.test_only_the_first_answer_counts
# says: first word
# why: the right answer may come anywhere

def analogy_accuracy(questions, solve):
    return {k: sum(d in solve(a, b, c, 5) for a, b, c, d in qs) / len(qs) for k, qs in questions.items()}
