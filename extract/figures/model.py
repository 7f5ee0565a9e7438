"""The learned decision: is a number an observation, and is it a target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import repeat
from math import exp

import msgspec

from ontology.errors import ModelError

FILE = "figures.json"


class FigureModel(msgspec.Struct, frozen=True):
    """Linear models over named features, with their constants; the chances come through the logistic.

    ``subject`` weighs the candidates for a subject against one another.

    Examples
    --------
    >>> model = FigureModel({"unit=家": 2.0}, -1.0, {}, -2.0, {}, 0.5)
    >>> round(model.chance(["unit=家"]), 2), model.is_observation(["unit=岁"])
    (0.73, False)
    """

    observation: Mapping[str, float]
    observation_constant: float
    target: Mapping[str, float]
    target_constant: float
    subject: dict[str, float]
    threshold: float

    def chance(self, features: Sequence[str]) -> float:
        """Return how likely a reading with these features is an observation (0 to 1)."""
        found = map(self.observation.get, features, repeat(0.0))
        return _logistic(self.observation_constant + sum(found))

    def is_observation(self, features: Sequence[str]) -> bool:
        """Whether the chance reaches the threshold."""
        return self.chance(features) >= self.threshold

    def target_chance(self, features: Sequence[str]) -> float:
        """Return how likely a figure with these features is a target (0 to 1)."""
        return _logistic(self.target_constant + sum(map(self.target.get, features, repeat(0.0))))


def _logistic(x: float) -> float:
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, x))))


@cache
def load_model() -> FigureModel:
    """Load the model that is shipped with the package.

    Raises
    ------
    ModelError
        If it is missing or does not fit.
    """
    try:
        raw = files("extract.models").joinpath(FILE).read_bytes()
        return msgspec.json.decode(raw, type=FigureModel)
    except (OSError, msgspec.MsgspecError) as error:
        raise ModelError(
            f"缺少或不符的数字模型 extract/models/{FILE}: {error}",
            f"the model of figures extract/models/{FILE} is missing or does not fit: {error}",
        ) from error
