"""A real browser for the pages that we write; skips, with the reason, where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Ends with its module: as long as playwright runs, no other test of the process can use asyncio."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium or Chrome here to open pages in")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """`open_page(html, width=…, dark=…)`: the page as opened from disk; what it asks the network for fails the test."""
    contexts, asked = [], []

    def opened(html: str, *, width: int = 1280, height: int = 900, dark: bool = False) -> Any:
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_text(html, encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@pytest.fixture
def violations() -> Callable[[Any], list[str]]:
    """What axe-core finds wrong with a page's accessibility, a line each."""
    from axe_playwright_python.sync_playwright import Axe

    def found(page: Any) -> list[str]:
        rules = Axe().run(page).response["violations"]
        return [f"{rule['id']}: {node['target']} {node['html']}" for rule in rules for node in rule["nodes"]]

    return found
