"""The gate for code cells: valid syntax, and markers that otter handles as the author means them."""

from __future__ import annotations

import ast
import re
import warnings

from IPython.core.inputtransformer2 import TransformerManager
from otter.assign.solutions import remove_ignored_lines, replace_solutions

from autograder.build import markers
from autograder.build.source import Cell, LabSource, Role

_STRIPPED = re.compile(r"# ?SOLUTION")
_DROPPED = re.compile(r"(##\s*ignore\s*##\s*|#\s*ignore\s*)", re.IGNORECASE)


def check_cells(source: LabSource) -> None:
    """Checks every cell's markers and syntax. Raises: SourceError on the first fault."""
    for cell in source.cells:
        if cell.role is Role.IGNORED:
            continue
        if _DROPPED.match(cell.text):
            mend = f"Write `{markers.IGNORE}` alone on that line, or begin the cell with another word"
            raise source.fault(cell, "otter drops a cell that begins like this", mend)
        if cell.kind != "raw":
            _check_block_markers(source, cell)
        if cell.kind == "code":
            _check_code_markers(source, cell)
            _check_balance(source, cell)
            _check_syntax(source, cell, cell.text)
        if cell.kind == "code" and cell.role is not Role.TEST:
            _check_marked_statements(source, cell)
            _check_stripped(source, cell)


def _check_block_markers(source: LabSource, cell: Cell) -> None:
    for offset, line in enumerate(cell.text.split("\n")):
        if "```otter" in line:
            mend = "Write a raw cell: `# %% [raw]`"
            raise source.fault(cell, "a fenced `otter` block", mend, offset)
        near = markers.block_marker_near(line)
        inner = line.strip().removeprefix("# ") in markers.CODE_MARKERS
        if near is None or (cell.kind == "code" and (inner or markers.code_marker_near(line))):
            continue
        what = f"`{line.strip()}` in a {cell.kind} cell"
        raise source.fault(
            cell, what, f"Write `{near}` as the first line of a raw cell: `# %% [raw]`", offset
        )


def _check_code_markers(source: LabSource, cell: Cell) -> None:
    """Refuses comments that look like a marker and are none."""
    for offset, line in enumerate(cell.text.split("\n")):
        if markers.is_code_marker(line):
            continue
        words = markers.comment_of(line)
        near = markers.code_marker_near(line)
        if near is None and not _STRIPPED.search(line):
            continue
        what = f"`{line.strip()}` is not a marker"
        if words in markers.TRAILING and line.strip() == f"# {words}":
            mend = f"`# {words}` stands at the end of a line of code; around several lines use BEGIN and END"
        elif words in markers.OWN_LINE:
            mend = f"Write `# {words}` alone on its line"
        elif near is None:
            mend = "Otter would strip this line: write `# SOLUTION` at its end, or drop the word"
        else:
            mend = f"Did you mean `{near}`?"
        raise source.fault(cell, what, mend, offset)


def _check_balance(source: LabSource, cell: Cell) -> None:
    """Refuses a BEGIN without its END within the cell, and the reverse."""
    begun: tuple[str, int] | None = None
    for offset, line in enumerate(cell.text.split("\n")):
        if not markers.is_code_marker(line):
            continue
        words = markers.comment_of(line).removesuffix(" NO PROMPT")
        edge, _, block = words.partition(" ")
        if edge == "BEGIN":
            if begun is not None:
                what = f"`# BEGIN {block}` before `# END {begun[0]}`"
                raise source.fault(cell, what, "Blocks cannot be nested: close the first", offset)
            begun = (block, offset)
            _check_place(source, cell, block, offset)
        elif edge == "END":
            if begun is None or begun[0] != block:
                what = f"`# END {block}` without `# BEGIN {block}` in this cell"
                raise source.fault(cell, what, "Add the missing marker, or remove this", offset)
            begun = None
    if begun is not None:
        what = f"`# BEGIN {begun[0]}` is never closed in this cell"
        raise source.fault(cell, what, f"Add `# END {begun[0]}`", begun[1])


def _check_place(source: LabSource, cell: Cell, block: str, offset: int) -> None:
    if block == "TEST CONFIG" and (cell.role is not Role.TEST or offset):
        mend = "Make it the first lines of a test's cell: otter looks for it only there"
        raise source.fault(cell, "a TEST CONFIG that otter would not see", mend, offset)
    if block != "TEST CONFIG" and cell.role is Role.TEST:
        raise source.fault(
            cell, f"`# BEGIN {block}` in a test", "Remove it: otter keeps tests as they are", offset
        )


def parse(text: str) -> ast.Module:
    """The syntax tree of a cell, IPython magics allowed. Raises: SyntaxError."""
    plain = TransformerManager().transform_cell(text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an odd escape sequence, say: the cell's own business
        compile(plain, "<cell>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        tree: ast.Module = ast.parse(plain)
        return tree


def _check_syntax(source: LabSource, cell: Cell, text: str, note: str = "") -> None:
    try:
        parse(text)
    except SyntaxError as error:
        offset = min(max((error.lineno or 1) - 1, 0), text.count("\n"))
        shown = text.split("\n")[offset].strip()
        what = f"{note or 'invalid syntax'}: {error.msg} in `{shown}`"
        mend = "Mark whole statements" if note else "Mend that line"
        raise source.fault(cell, what, mend, 0 if note else offset) from None


def _check_stripped(source: LabSource, cell: Cell) -> None:
    """Refuses cells that otter's stripping would leave with broken syntax."""
    lines = replace_solutions(remove_ignored_lines(cell.text.split("\n")), "python")
    _check_syntax(source, cell, "\n".join(lines), note="without its solution this cell is no valid Python")


def _check_marked_statements(source: LabSource, cell: Cell) -> None:
    """Refuses `# SOLUTION` where otter's line-wise regular expressions go wrong."""
    tree = parse(cell.text)
    for offset, line in enumerate(cell.text.split("\n")):
        if not markers.is_code_marker(line) or markers.comment_of(line) not in (
            "SOLUTION",
            "SOLUTION NO PROMPT",
        ):
            continue
        around = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.stmt) and node.lineno <= offset + 1 <= (node.end_lineno or node.lineno)
        ]
        inner = min(around, key=lambda node: (node.end_lineno or node.lineno) - node.lineno, default=None)
        if inner is not None and inner.end_lineno != inner.lineno:
            what = "`# SOLUTION` on one line of a statement of several"
            raise source.fault(cell, what, "Put `# BEGIN SOLUTION` and `# END SOLUTION` around it", offset)
        if isinstance(inner, ast.AnnAssign):
            what = "`# SOLUTION` on an annotated assignment: the student would get `...` without the name"
            raise source.fault(cell, what, "Drop the annotation", offset)
