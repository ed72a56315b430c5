"""The scope a text is read in: which letters are declared, and what i, j, k, e and log mean there."""

from __future__ import annotations

from tutor.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """What is known before the first character is read.

    Declared variables beat library names, and a bracket after one is a product. `functions` are unspecified functions; a
    bracket after one holds its arguments. With `vectors`, i, j, k are basis vectors; with `complex`, i is the imaginary
    unit. `log_base` is the base of a bare log, natural where it is None. With `differentials`, dx is one name, not d times
    x. `answer` says that a student typed the text: an undeclared letter whose other case is declared is then a slip.
    With `percent`, the right answer is a percentage, and the sign may stand in a student's too.
    """

    variables: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    vectors: bool = False
    log_base: int | None = None
    complex: bool = False
    differentials: bool = False
    answer: bool = False
    percent: bool = False
