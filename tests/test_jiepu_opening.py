"""The third part of the bench: a page opened and used; how long it takes is printed, not judged."""

from concurrent.futures import ThreadPoolExecutor

from jiepu.opening import opening


def test_every_step_is_measured_and_printed(capsys) -> None:
    # In a thread of its own: the browser that other tests share keeps an event loop running in this one.
    with ThreadPoolExecutor(1) as apart:
        figures = {figure.what: figure for figure in apart.submit(lambda: list(opening(30))).result()}
    with capsys.disabled():
        for what in ("first sight", "search: xq", "filter by period"):
            print(f"\n{what}: {figures[what + ': by the clock'].value:.2f} s", end="")
    assert figures["entities"].value > 900
    assert all(figure.value >= 0 for figure in figures.values())
    assert sum(figure.unit == "s" for figure in figures.values()) == 1 + 2 * 10
