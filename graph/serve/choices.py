"""What may be chosen for a parameter of a question that has a fixed set of values."""

from __future__ import annotations

from graph.parameters import CHOICES, Parameter
from graph.serve.render import Speech
from graph.themes import concepts


def choices(parameter: Parameter, say: Speech) -> list[tuple[str, str]]:
    """Return value and label of each choice; none where anything can be written.

    >>> [value for value, _ in choices(Parameter("s", "status", {}), Speech("en"))]
    ['done', 'ongoing', 'planned']
    """
    if parameter.type == "theme":
        return [
            (concept.name, concept.en if say.language == "en" else concept.zh)
            for concept in concepts().values()
        ]
    return [(value, say.called(value) or value) for value in CHOICES.get(parameter.type, ())]
