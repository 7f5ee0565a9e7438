"""Names: several proposers, one arbiter."""

from __future__ import annotations

import re

from extract.analysis import Analysis
from ontology.records import Mention

QUOTED = re.compile("“([^“”]{2,20})”")


class Recogniser:
    """Finds the names of a document."""

    @classmethod
    def load(cls) -> Recogniser:
        """Load the shipped models."""
        return cls()

    def recognise(self, analysis: Analysis) -> tuple[Mention, ...]:
        """Return the names of the document, in order, none overlapping."""
        found = []
        for sentence in analysis.sentences:
            for hit in QUOTED.finditer(sentence.text):
                start, end = sentence.span(*hit.span(1))
                found.append(
                    Mention(start, end, analysis.document.text[start:end], "PROGRAMME", "quotation", 0.3)
                )
        return tuple(found)
