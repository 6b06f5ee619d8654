"""Which cells a variant needs: each case is a small notebook, code, and the cells that must run."""

from __future__ import annotations

import pytest

from autograder.verify.slicing import names_of, needed_cells

CASES = {
    "imports and definitions are followed": (
        ["import torch", "def make():\n    return torch.zeros(2)", "unused = 1", "x = make()"],
        "y = x",
        [0, 1, 3],
    ),
    "an older value is not needed": (["x = 1", "x = 2", "z = 3"], "y = x", [1]),
    "a value built on itself is": (["x = 1", "x = x + 1", "x += 1"], "y = x", [0, 1, 2]),
    "a closure reads its names when it is called": (
        ["rate = 1", "def outer():\n    def inner():\n        return rate\n    return inner", "rate = 2"],
        "outer()()",
        [0, 1, 2],
    ),
    "parameters and locals are not the notebook's": (
        ["x = 1", "n = 2", "def f(x):\n    n = x\n    return n"],
        "f(3)",
        [2],
    ),
    "a comprehension's variable is its own": (["i = 1", "xs = [1]"], "ys = [i for i in xs]", [1]),
    "a comprehension's names are read at once": (
        ["k = 1", "xs = [1]", "ys = [k * i for i in xs]", "k = 5"],
        "ys",
        [0, 1, 2],
    ),
    "a walrus in a comprehension binds": (["last = 0", "zs = [(last := i) for i in (1, 2)]"], "last", [1]),
    "decorators and defaults run at once": (
        ["def deco(f):\n    return f", "size = 3", "@deco\ndef f(n=size):\n    return n"],
        "f()",
        [0, 1, 2],
    ),
    "a class body runs at once, its methods later": (
        [
            "width = 3",
            "scale = 2",
            "class Net:\n    w = width\n    def run(self):\n        return scale",
            "width = 4",
        ],
        "Net().run()",
        [0, 1, 2],
    ),
    "bases and annotations count": (["import abc", "class A(abc.ABC):\n    x: 'int' = 0"], "A", [0, 1]),
    "a function that assigns a global changes it where it is called": (
        ["mode = 0", "def switch():\n    global mode\n    mode = 1", "switch()", "print(1)"],
        "mode",
        [0, 1, 2],
    ),
    "del counts": (["x = 1", "del x"], "x", [0, 1]),
    "a method changes its object": (["m = object()", "m.fit(1)", "m.mean()", "print(m)"], "m", [0, 1]),
    "so do an attribute, an item and their del": (
        ["m = object()", "m.a = 1", "m[0] += 2", "del m[1]", "m.a[2].b = 3"],
        "m",
        [0, 1, 2, 3, 4],
    ),
    "a function called for its effect changes its arguments": (
        ["m = object()", "def run(m):\n    m.x = 1", "run(m)", "a = run(m)"],
        "m",
        [0, 1, 2],
    ),
    "training changes the model, not the data": (
        ["m, data = object(), object()", "def fit(m, data):\n    ...", "history = fit(m, data)"],
        "data",
        [0],
    ),
    "training is kept where its model is wanted": (
        ["m, data = object(), object()", "def fit(m, data):\n    ...", "history = fit(m, data)"],
        "m",
        [0, 1, 2],
    ),
    "a training loop changes the models that it calls": (
        [
            "net, opt, x = 1, 2, 3",
            "for i in range(3):\n    loss = net(x)\n    loss.backward()\n    opt.step()",
        ],
        "net",
        [0, 1],
    ),
    "the modules that are called are not changed": (
        ["import numpy as np", "np.random.rand(3)", "a = np.zeros(3)"],
        "b = np.ones(3)",
        [0],
    ),
    "shuffling by a module's function is": (
        ["import random", "xs = [1]", "random.shuffle(xs)"],
        "xs",
        [0, 1, 2],
    ),
    "plots are dropped": (
        [
            "import matplotlib.pyplot as plt",
            "xs = [1]",
            "plt.plot(xs)\nplt.show()",
            "fig, ax = plt.subplots()\nax.plot(xs)",
        ],
        "xs",
        [1],
    ),
    "what one branch binds may be older": (["x = 1", "if 1 > 2:\n    x = 2"], "x", [0, 1]),
    "what each branch binds is not": (["x = 1", "if 1 > 2:\n    x = 2\nelse:\n    x = 3"], "x", [1]),
    "a loop's names are its own": (
        ["loss = 1", "for e in range(2):\n    loss = e\n    out = loss"],
        "out",
        [1],
    ),
    "changing a loop's variable changes what it goes through": (
        ["ms = [object()]", "for m in ms:\n    m.fit()"],
        "ms",
        [0, 1],
    ),
    "with and try are read inside": (
        ["a = 1", "with open('f') as f:\n    b = a", "try:\n    c = b\nexcept ValueError:\n    c = 0"],
        "c",
        [0, 1, 2],
    ),
    "an annotation alone binds nothing": (["x = 1", "x: int"], "x", [0]),
    "star imports are kept": (["from math import *", "y = 1"], "sqrt(2)", [0]),
    "magics are kept, and what they need": (["a = 1", "%matplotlib inline\nb = a", "c = 1"], "1", [0, 1]),
    "shell lines and cell magics are kept": (
        ["!ls", "files = !ls", "%%time\nx = 1", "y = 1"],
        "1",
        [0, 1, 2],
    ),
    "what cannot be parsed is kept, and its words": (["a = 1", "b = (a", "c = 1"], "1", [0, 1]),
    "seeding is kept": (["import labkit", "labkit.seed_everything(0)", "x = 1"], "1", [0, 1]),
    "seeding inside a training cell is not": (["seed_everything(0)\nm = train()"], "1", []),
    "recursion and forward references end": (
        ["def f():\n    return g()", "def g():\n    return f()", "h = 1"],
        "f()",
        [0, 1],
    ),
    "the code's own helpers hide the notebook's": (
        ["def helper():\n    ..."],
        "def f():\n    return helper()\ndef helper():\n    return 1",
        [],
    ),
    "match captures": (["x = 1", "match 3:\n    case x:\n        pass"], "x", [0, 1]),
}


@pytest.mark.parametrize(("cells", "code", "kept"), CASES.values(), ids=CASES.keys())
def test_needed_cells(cells: list[str], code: str, kept: list[int]) -> None:
    assert needed_cells(cells, code, ()) == kept


def test_what_the_tests_take_is_wanted_unless_the_code_defines_it() -> None:
    cells = ["a = 1", "b = 2", "c = 3"]
    assert needed_cells(cells, "a = 5", ["a", "c", "unknown"]) == [2]


def test_names_of_a_cell() -> None:
    names = names_of("import numpy as np\nx = np.zeros(n)\ndef f():\n    return x, y")
    assert names.binds == {"np", "x", "f"}
    assert (names.uses, names.late, names.imports) == ({"n"}, {"y"}, {"np": "numpy"})


def test_star_imports_and_nul_bytes_do_not_break_the_reading() -> None:
    assert names_of("from os.path import *").keep
    assert names_of("x = '\0'").keep
