"""YAML blocks of a lab's source, with the line of every key, for messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from autograder.build.faults import fault

Keys = tuple[str, ...]


@dataclass(frozen=True)
class Settings:
    """A block's values and, for each key (nested ones as a path), its line counted from the block's first."""

    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[Keys, int] = field(default_factory=dict)

    def line(self, *keys: str) -> int:
        """The line of that key, or of the nearest one around it that the block has."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return self.lines.get(keys, 0)


def parse_settings(path: Path, line: int, cell: int, text: str) -> Settings:
    """Parses one block whose first line is `line` of the file.

    Raises: SourceError on invalid YAML, a repeated key, or anything but `key: value` lines.
    """

    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        values = yaml.safe_load(text)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        what = f"not valid YAML: {getattr(problem, 'problem', None) or str(problem).splitlines()[0]}"
        raise fault(
            path, line + (mark.line if mark else 0), what, "Write `key: value` lines", cell=cell
        ) from None
    if node is None:
        return Settings()
    if not isinstance(values, dict):
        raise fault(
            path, line, "the settings are not `key: value` lines", "Write one `key: value` a line", cell=cell
        )
    lines: dict[Keys, int] = {}
    for keys, offset in _key_lines(node, ()):
        if keys in lines:
            raise fault(
                path,
                line + offset,
                f"{'.'.join(keys)!r} is given twice",
                "Remove one of the lines",
                cell=cell,
            )
        lines[keys] = offset
    return Settings(values, lines)


def _key_lines(node: yaml.Node, above: Keys) -> list[tuple[Keys, int]]:
    found: list[tuple[Keys, int]] = []
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            keys = (*above, str(key.value))
            found.append((keys, key.start_mark.line))
            found += _key_lines(value, keys)
    return found
