"""The reader: LaTeX and plain typed mathematics to a tree with source positions, and from there to held SymPy objects."""

from tutor.reading.names import Notice
from tutor.reading.parse import Parsed, parse
from tutor.reading.scope import Scope

__all__ = ["Notice", "Parsed", "Scope", "parse"]
