"""How well the themes of the sample's sections are told, against labels given by hand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jiepu.sample import folder
from ontology.records import Document


@dataclass(frozen=True)
class Label:
    """A section labelled by hand: its document, its number in it, its title and its themes."""

    doc: str
    section: int
    title: str
    themes: frozenset[str]


@dataclass(frozen=True)
class Score:
    """Counts over all pairs of section and theme: in both, only told by the words, only labelled."""

    right: int
    extra: int
    missed: int

    def __str__(self) -> str:
        """Return precision, recall and F1.

        >>> str(Score(3, 1, 1))
        'precision 0.750, recall 0.750, F1 0.750'
        """
        return f"precision {self.precision:.3f}, recall {self.recall:.3f}, F1 {self.f1:.3f}"

    @property
    def precision(self) -> float:
        """The share of told themes that are labelled."""
        return self.right / (self.right + self.extra or 1)

    @property
    def recall(self) -> float:
        """The share of labelled themes that are told."""
        return self.right / (self.right + self.missed or 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of both, over all pairs (micro).

        >>> Score(3, 1, 1).f1
        0.75
        """
        return 2 * self.right / (2 * self.right + self.extra + self.missed or 1)


def labelled() -> list[Label]:
    """Return the labels of ``themes.tsv``, which says how they were given."""
    lines = Path(__file__).with_name("themes.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [Label(doc, int(number), title, frozenset(themes.split())) for doc, number, title, themes in rows]


def score() -> Score:
    """Read the sample, tell the themes of its sections and compare them with the labels.

    Raises
    ------
    ValueError
        If a label is of a section that the sample does not have.
    """
    from extract.read import read
    from extract.structure import structure
    from extract.themes import themed
    from ontology.records import Facts

    documents: dict[str, Document] = {}
    for path in sorted(folder().iterdir()):
        document = structure(read(path, doc=path.stem))
        documents[document.doc] = themed(Facts(document.doc, document)).document
    right = extra = missed = 0
    for label in labelled():
        section = documents[label.doc].sections[label.section]
        if section.title != label.title:
            raise ValueError(f"{label.doc}: section {label.section} is {section.title}, not {label.title}")
        told = frozenset(section.themes)
        right += len(told & label.themes)
        extra += len(told - label.themes)
        missed += len(label.themes - told)
    return Score(right, extra, missed)
