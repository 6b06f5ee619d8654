# expect: fails q8.test_sorts_new_mail, q8.test_beats_raw_counts, q8.test_sorts_both_kinds
# says: least
# why: trained on few mails
model = make_pipeline().fit(texts[:100], labels[:100])
