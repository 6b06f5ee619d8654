# expect: fails q8.test_sorts_new_mail, q8.test_beats_raw_counts, q8.test_sorts_both_kinds
# says: least
# why: everything is spam
from sklearn.dummy import DummyClassifier

model = DummyClassifier(strategy="constant", constant=1).fit(texts, labels)
