# expect: fails q8.test_sorts_new_mail, q8.test_beats_raw_counts, q8.test_sorts_both_kinds
# says: least
# why: 1 for other mail
model = make_pipeline().fit(texts, 1 - labels)
