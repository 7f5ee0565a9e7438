"""The words of the ontology: what its classes, relations and concepts are called in the user's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ontology.terms import PREFIXES

_NAMING = {PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel"}


@cache
def labels(language: str) -> Mapping[str, str]:
    """Return the label of every term of the ontology by its IRI.

    Parameters
    ----------
    language
        ``zh`` or ``en``.

    Examples
    --------
    >>> from ontology.terms import JP
    >>> labels("zh")[JP + "partnersWith"], labels("en")[JP + "planned"]
    ('合作', 'planned')
    """
    import pyoxigraph

    from ontology.vocabulary import FILES, source

    found = {}
    for name in FILES:
        for triple in pyoxigraph.parse(source(name), format=pyoxigraph.RdfFormat.TURTLE):
            label = triple.object
            if (
                isinstance(triple.subject, pyoxigraph.NamedNode)
                and isinstance(label, pyoxigraph.Literal)
                and triple.predicate.value in _NAMING
                and label.language == language
            ):
                found[triple.subject.value] = label.value
    return found
