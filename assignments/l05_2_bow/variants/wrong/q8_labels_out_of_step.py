# expect: fails q8.test_sorts_new_mail, q8.test_beats_raw_counts, q8.test_sorts_both_kinds
# says: in step
# why: labels in another order
model = make_pipeline().fit(texts, labels[::-1])
