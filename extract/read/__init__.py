"""Bytes to documents: one file a format, one table that says which.

A new format is one file here with a function of the shape of :data:`extract.read.content.Reader`, and one
row in :data:`extract.read.formats.FORMATS`.
"""

from extract.read.discover import Source, find_documents, find_unsupported
from extract.read.formats import FORMATS, read

__all__ = ["FORMATS", "Source", "find_documents", "find_unsupported", "read"]
