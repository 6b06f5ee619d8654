"""Charts as SVG to be put into a page: its colours and its font, nothing from elsewhere, the same bytes each time."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from autograder.report.insight.items import EASY, HARD, Item
from autograder.report.insight.spread import BINS, Distribution

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH, HEIGHT = 4.4, 2.75  # inches of 72 units; as wide as a phone's page
_PLACE = (0.14, 0.2, 0.83, 0.67)  # of the axes: left, bottom, width, height, in parts of the whole
_COLOURS = {"ink": "#010101", "quiet": "#020202", "line": "#030303", "accent": "#040404", "bad": "#050505"}
_STYLE = {
    "svg.fonttype": "none",
    "font.size": 10.5,
    "text.color": _COLOURS["ink"],
    "axes.edgecolor": _COLOURS["line"],
    "axes.labelcolor": _COLOURS["quiet"],
    "xtick.color": _COLOURS["quiet"],
    "ytick.color": _COLOURS["quiet"],
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.parse_math": False,
    "text.usetex": False,
}
_HEAD = re.compile(r"<svg [^>]*?(viewBox=\"[^\"]*\")[^>]*>")
_NOT_OURS = re.compile(
    r"<metadata>.*?</metadata>|<style[^>]*>.*?</style>|<!--.*?-->|(?<=<g) id=\"[^\"]*\"|font-family: [^;\"]*;\s*",
    re.DOTALL,
)
_MAX_LABEL = 12


@dataclass(frozen=True)
class Chart:
    """A figure; `text` says what it shows, for those who do not see it."""

    title: str
    text: str
    svg: Markup


def scores_chart(scores: Distribution) -> Chart:
    """How many students have how many per cent."""
    width = 100 / BINS
    edges = [width * number for number in range(BINS)]

    def draw(axes: Axes) -> None:
        axes.bar(edges, scores.counts, width=width * 0.94, align="edge", color=_COLOURS["accent"])
        for value, name, style in ((scores.mean, "mean", "--"), (scores.median, "median", "-")):
            axes.axvline(
                value, color=_COLOURS["ink"], linestyle=style, linewidth=1.3, label=f"{name} {value:.1f} %"
            )
        _whole_numbers(axes)
        axes.set(xlim=(0, 100), xlabel="per cent of the points", ylabel="students")
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False, borderaxespad=0)

    told = ", ".join(
        f"{low:.0f} to {low + width:.0f} %: {count}" for low, count in zip(edges, scores.counts, strict=True)
    )
    return _chart(
        "scores", "Distribution of scores", f"Students by their per cent of the points: {told}.", draw
    )


def items_chart(questions: Sequence[Item], tests: Sequence[Item]) -> Chart | None:
    """Difficulty against discrimination; None where no item has both."""
    shown = [
        item for item in (*questions, *tests) if item.p is not None and item.discrimination.r is not None
    ]
    if not shown:
        return None

    def draw(axes: Axes) -> None:
        axes.axhline(0, color=_COLOURS["quiet"], linewidth=1)
        for edge in (HARD, EASY):
            axes.axvline(edge, color=_COLOURS["line"], linewidth=1, linestyle="--")
        for group, marker, size in ((tests, "o", 14), (questions, "s", 42)):
            for suspicious, colour in ((False, _COLOURS["accent"]), (True, _COLOURS["bad"])):
                points = [item for item in shown if item in group and item.is_suspicious is suspicious]
                _scatter(axes, points, marker, size, colour)
        for item in questions:
            if item in shown:
                _name(axes, item)
        axes.set(xlim=(-0.03, 1.03), xlabel="difficulty p (mean score / points)", ylabel="discrimination r")

    text = (
        f"Difficulty against discrimination of {len(questions)} questions (squares) and {len(tests)} tests "
        "(circles); the tables below have the same figures."
    )
    return _chart("items", "Difficulty and discrimination", text, draw)


def _scatter(axes: Axes, found: Sequence[Item], marker: str, size: float, colour: str) -> None:
    x, y = [item.p or 0.0 for item in found], [item.discrimination.r or 0.0 for item in found]
    face = "none" if marker == "o" else colour
    axes.scatter(x, y, s=size, marker=marker, facecolors=face, edgecolors=colour, linewidths=1.2, zorder=3)


def _name(axes: Axes, item: Item) -> None:
    name = item.question if len(item.question) <= _MAX_LABEL else f"{item.question[:_MAX_LABEL]}…"
    place = (item.p or 0.0, item.discrimination.r or 0.0)
    axes.annotate(name, place, textcoords="offset points", xytext=(0, 6), ha="center")


def likeness_chart(shares: Sequence[float], none: int, threshold: float) -> Chart:
    """How alike the pairs of a class are; `none` of them share nothing. Counts on a logarithmic scale."""
    counts = [none, *(sum(low < 100 * share <= low + 10 for share in shares) for low in range(0, 100, 10))]

    def draw(axes: Axes) -> None:
        axes.bar([-5, *range(5, 100, 10)], counts, width=9.4, color=_COLOURS["accent"])
        axes.axvline(
            100 * threshold,
            color=_COLOURS["bad"],
            linestyle="--",
            linewidth=1.3,
            label=f"listed from {100 * threshold:.0f} % on",
        )
        axes.set_yscale("symlog", linthresh=1)
        axes.set(
            ylim=(0, None), xlim=(-11, 101), xlabel="per cent of own fingerprints shared", ylabel="pairs"
        )
        axes.set_xticks([-5, 20, 40, 60, 80, 100], ["none", "20", "40", "60", "80", "100"])
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}".replace(",", " "))
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), frameon=False, borderaxespad=0)

    told = ", ".join(
        f"up to {10 * step} %: {count}" for step, count in enumerate(counts[1:], start=1) if count
    )
    text = f"Pairs of notebooks by the share of fingerprints that they share: none: {none}{', ' if told else ''}{told}."
    return _chart("pairs", "How alike pairs are", text, draw)


def _whole_numbers(axes: Axes) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5, min_n_ticks=1))


def _chart(name: str, title: str, text: str, draw: Callable[[Axes], None]) -> Chart:
    from matplotlib import rc_context  # only here, since it takes a second to import
    from matplotlib.figure import Figure

    file = io.StringIO()
    settings: Any = {**_STYLE, "svg.hashsalt": name}
    with rc_context(settings), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of letters that our fonts lack: the browser has its own
        figure = Figure(figsize=(WIDTH, HEIGHT))
        figure.patch.set_visible(False)
        axes = figure.add_axes(_PLACE)
        axes.patch.set_visible(False)
        draw(axes)
        figure.savefig(file, format="svg", metadata={"Date": None})
    return Chart(title, text, _inline(file.getvalue(), name, title, text))


def _inline(svg: str, name: str, title: str, text: str) -> Markup:
    """The drawing without what belongs to a file of its own, and with the page's colours and font."""
    svg = _NOT_OURS.sub("", svg[svg.index("<svg ") :])
    for colour, code in _COLOURS.items():
        svg = svg.replace(code, f"var(--{colour})")
    label = f"chart-{name}"
    head = (
        f'<svg role="img" aria-labelledby="{label}-title {label}-text" \\1>'
        f'<title id="{label}-title">{escape(title)}</title><desc id="{label}-text">{escape(text)}</desc>'
    )
    return Markup(re.sub(r"\n\s*", "\n", _HEAD.sub(head, svg, count=1)).strip())
