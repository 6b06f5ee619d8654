# expect: fails q6.test_texts_go_through_in_batches
# says: alone
# why: calls the pipeline for each text
def entity_counts(docs, nlp):
    counts = {}
    for text in docs:
        for ent in nlp(text).ents:
            counts.setdefault(ent.label_, Counter())[ent.text] += 1
    return counts
