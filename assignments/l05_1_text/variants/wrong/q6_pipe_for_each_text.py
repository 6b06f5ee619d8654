# expect: fails q6.test_texts_go_through_in_batches
# says: times for 30 texts
# why: nlp.pipe with one text at a time
def entity_counts(docs, nlp):
    counts = {}
    for text in docs:
        for doc in nlp.pipe([text]):
            for ent in doc.ents:
                counts.setdefault(ent.label_, Counter())[ent.text] += 1
    return counts
