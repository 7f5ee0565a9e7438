"""RDF/XML: the triples of all graphs, for tools that read nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Literal, Quad, RdfFormat, Triple, serialize

from graph.export.safe import xml_text
from graph.store import Term


def write_rdfxml(path: Path, quads: Iterable[Quad]) -> None:
    """Write the triples of ``quads`` as RDF/XML, each once, whatever graph they stand in.

    A character that XML cannot hold becomes U+FFFD.
    """
    triples = dict.fromkeys(Triple(q.subject, q.predicate, _fit(q.object)) for q in quads)
    text = serialize(triples, format=RdfFormat.RDF_XML) or b""
    # The serialiser ends its lines with a line feed; a carriage return is a literal's own, and XML would
    # read it as a line feed.
    path.write_bytes(text.replace(b"\r", b"&#13;"))


def _fit(term: Term) -> Term:
    """Return a term with its text as XML can hold it."""
    if isinstance(term, Literal) and (text := xml_text(term.value)) != term.value:
        if term.language:
            return Literal(text, language=term.language)
        return Literal(text, datatype=term.datatype)
    return term
