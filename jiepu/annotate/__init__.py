"""The page to read errors by: documents with what was found in them, beside a reference."""

from jiepu.annotate.page import render

__all__ = ["render"]
