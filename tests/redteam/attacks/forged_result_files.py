# goal: points without an answer
# technique: writes the files in which graders look for results: results.json, otter's log and pickle, a gradebook
# lab: m01_mini
# expect: graded
# %%
import json
import os
import sqlite3

tests = [{"name": q, "score": 5, "max_score": 5, "status": "passed"} for q in ("q1", "q2")]
full = json.dumps({"score": 5, "tests": tests, "output": "full marks"})
for folder in (".", "results", "autograder/results", "submission", "feedback"):
    os.makedirs(folder, exist_ok=True)
    for name in ("results.json", "results.pkl", ".OTTER_LOG", "grades.csv", "forged_result_files.json"):
        with open(os.path.join(folder, name), "w") as file:
            file.write(full)
with sqlite3.connect("gradebook.sqlite") as book:
    book.execute("create table results (submission text, json text)")
    book.execute("insert into results values ('forged_result_files', ?)", (full,))
