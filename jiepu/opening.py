"""``make bench``, third part: a page of fifty thousand entities, opened and used in headless Chromium.

The graph is invented (:mod:`jiepu.synthetic`). Each figure is given as a person feels it (seconds by the
clock) and as the page's own work (seconds of its processor), which depends less on what else runs.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from graph.view.page import write_page
from jiepu.bench import Figure
from jiepu.synthetic import synthetic_data

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession

DOCUMENTS = 1500
"""Documents of the invented graph: they give some 50,000 entities and 105,000 relations."""

CHROMIUM = "/usr/bin/chromium"
_TYPED = ("棠", "xq", "hezuoshe", "不在其中")
_VIEWS = ("document", "timeline", "table", "graph")
_TYPE = """(text) => {
  const box = document.getElementById("search");
  box.focus(); box.value = text; box.dispatchEvent(new Event("input"));
}"""
_SLIDE = """() => {
  const end = document.getElementById("period-from");
  end.value = Number(end.min) + 20;
  end.dispatchEvent(new Event("input")); end.dispatchEvent(new Event("change"));
}"""


def opening(documents: int = DOCUMENTS, chromium: str = CHROMIUM) -> Iterator[Figure]:
    """Measure the page of a graph of so many documents.

    Parameters
    ----------
    documents
        How many the invented graph is made of.
    chromium
        The browser's program.
    """
    from playwright.sync_api import sync_playwright

    data = synthetic_data(documents)
    yield Figure("entities", len(data.entities), "entities")
    yield Figure("relations", len(data.claims), "relations")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        begun = time.perf_counter()
        path = write_page(data, Path(folder) / "graph.html", title="街谱")
        yield Figure("page: written", time.perf_counter() - begun, "s")
        yield Figure("page: size", path.stat().st_size / 1e6, "MB")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})

        def first_sight() -> None:
            page.goto(path.as_uri(), timeout=120_000)
            page.wait_for_selector("html[data-ready=true]", state="attached", timeout=120_000)

        yield from _both(session, "first sight", first_sight)
        for text in _TYPED:
            yield from _both(session, f"search: {text}", partial(page.evaluate, _TYPE, text))
            page.wait_for_timeout(300)
        for view in _VIEWS:
            click = f"document.getElementById('view-{view}').click()"
            yield from _both(session, f"view: {view}", partial(page.evaluate, click))
        yield from _both(session, "filter by period", partial(page.evaluate, _SLIDE))
        browser.close()


def _both(session: CDPSession, what: str, act: Callable[[], object]) -> Iterator[Figure]:
    worked = _processor(session)
    begun = time.perf_counter()
    act()
    yield Figure(f"{what}: by the clock", time.perf_counter() - begun, "s")
    yield Figure(f"{what}: the page's processor", max(0.0, _processor(session) - worked), "s")


def _processor(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next((float(one["value"]) for one in metrics if one["name"] == "ThreadTime"), 0.0)


def main() -> int:
    """Run the third part of ``make bench``."""
    parser = argparse.ArgumentParser(prog="python -m jiepu.opening", description=__doc__)
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help=f"of the graph ({DOCUMENTS})")
    parser.add_argument("--chromium", default=CHROMIUM, help=f"the browser ({CHROMIUM})")
    args = parser.parse_args()
    for figure in opening(args.documents, args.chromium):
        print(f"{figure.what:<60} {figure.value:>14,.2f} {figure.unit}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
