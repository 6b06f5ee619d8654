from otter.test_files import test_case

OK_FORMAT = False

name = "q4"
points = 3

@test_case(points=0.5, hidden=False, 
    failure_message="A list of strings, as many as there are tokens.")
def test_storms(stem, lemmatize):
    from labkit import checks

    checks.exists(stem, "stem")
    checks.exists(lemmatize, "lemmatize")
    stems = checks.call(stem, ["storms", "processing"], called="stem(['storms', 'processing'])")
    checks.exists(stems, "stem(['storms', 'processing'])")
    assert list(stems) == ["storm", "process"], (
        "stem(['storms', 'processing']) should be ['storm', 'process']."
    )
    lemmas = checks.call(lemmatize, [("storms", "NOUN")], called="lemmatize([('storms', 'NOUN')])")
    checks.exists(lemmas, "lemmatize([('storms', 'NOUN')])")
    lemmas = [lemma if isinstance(lemma, str) else lemma[0] for lemma in lemmas]
    assert lemmas == ["storm"], "lemmatize([('storms', 'NOUN')]) should be ['storm']."
