"""Names: several proposers, one arbiter."""

from extract.names.recognise import Recogniser

__all__ = ["Recogniser"]
