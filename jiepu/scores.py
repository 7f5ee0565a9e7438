"""The figures of ``make eval`` and how they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jiepu.calibration import bins

MEASURES = ("entity strict", "entity span", "entity relaxed", "relation", "observation")
ACCURACIES = ("relation status accuracy", "observation change accuracy")


@dataclass(frozen=True)
class Scores:
    """The figures of one set as ``score.py`` gives them, and its error lines.

    ``judged`` holds of each relation, accepted or not, its confidence and whether the reference states it.
    """

    set: str
    figures: dict[str, Any]
    errors: tuple[str, ...]
    judged: tuple[tuple[float, bool], ...] = ()


def print_scores(run: str, scores: Sequence[Scores], details: bool) -> None:
    """Print the figures as a table, by type and relation too where ``details`` is asked for."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    # Into a file or a pipe too, figures are not to be cut.
    console = Console(highlight=False, width=max(Console().width, 100))
    title = (
        "each document left out of training"
        if run == "left out"
        else "as shipped: every document SEEN in training"
    )
    table = Table(box=box.SIMPLE_HEAD, title=title)
    for head in ("set", "measure", "P", "R", "F1", "reference", "predicted"):
        table.add_column(head, justify="left" if head in {"set", "measure"} else "right", no_wrap=True)
    for score in scores:
        rows = {key: score.figures[key] for key in MEASURES}
        if details:
            for group in ("by type", "by relation"):
                rows |= {f"  {key}": value for key, value in score.figures[group].items()}
        for key, row in rows.items():
            figures = [f"{row[column]:.3f}" for column in ("P", "R", "F1")]
            table.add_row(score.set, key, *figures, str(row["gold"]), str(row["predicted"]))
        for key in ACCURACIES:
            table.add_row(
                score.set, key, "", "", f"{score.figures[key]:.3f}", "", "", end_section=key == ACCURACIES[-1]
            )
    console.print(table)
    calibration = Table(
        box=box.SIMPLE_HEAD, title="confidence of relations, with those that were not accepted, all sets"
    )
    for head in ("confidence", "said", "right", "relations"):
        calibration.add_column(head, justify="right", no_wrap=True)
    for found in bins(fact for score in scores for fact in score.judged):
        calibration.add_row(
            f"{found.low:.1f}-{found.high:.1f}", f"{found.said:.2f}", f"{found.right:.2f}", str(found.count)
        )
    console.print(calibration)
