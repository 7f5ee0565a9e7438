"""Relations: clause → subject (restored where left out) → verb → objects → relation with status."""

from extract.relations.relate import relate

__all__ = ["relate"]
