# goal: a grader without memory
# technique: a notebook of 100 MB, all of it output
# lab: m01_mini
# base: wrong
# expect: unreadable
import json


def hand_in(folder, notebook):
    book = json.loads(notebook)
    output = {"output_type": "stream", "name": "stdout", "text": "x" * (100 << 20)}
    book["cells"][-1] = {"cell_type": "code", "id": "x", "metadata": {}, "execution_count": 1, "source": "1", "outputs": [output]}
    path = folder / "hundred_megabytes.ipynb"
    path.write_text(json.dumps(book))
    return path
