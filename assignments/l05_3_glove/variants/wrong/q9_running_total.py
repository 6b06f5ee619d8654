# expect: fails q9.test_each_kind_by_itself
# says: running total
# why: counts run on from kind to kind

def analogy_accuracy(questions, solve):
    result, right, total = {}, 0, 0
    for kind, asked in questions.items():
        for a, b, c, d in asked:
            right += solve(a, b, c)[0] == d
            total += 1
        result[kind] = right / total
    return result
