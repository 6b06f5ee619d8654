# goal: points without an answer, another kernel
# technique: metadata that names another kernel, points, tests, seeds, cells to skip, and another assignment
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
import json


def hand_in(folder, notebook):
    book = json.loads(notebook)
    book["metadata"] = {
        "kernelspec": {"name": "bash", "display_name": "x", "language": "bash", "argv": ["sh", "-c", "touch redteam-metadata_rewritten"]},
        "language_info": {"name": "bash", "codemirror_mode": 7},
        "otter": {"assignment_name": "m01_mini", "OK_FORMAT": True, "tests": {"q1": {"points": 100, "suites": []}}},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"a": {"model_name": "HTMLModel"}}}},
        "score": 5,
    }
    for cell in book["cells"]:
        cell["metadata"] = {"tags": ["otter_ignore", "remove_cell", "skip-execution", "raises-exception"], "otter": {"tests": ["q1", "q2"], "ignore": True}}
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "q1 results: All test cases passed!"}]
    path = folder / "metadata_rewritten.ipynb"
    path.write_text(json.dumps(book))
    return path
