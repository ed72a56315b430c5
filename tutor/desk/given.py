"""Answers given in Python as a student would type them: text, numbers, SymPy expressions, and lists of these."""

from __future__ import annotations

import math
from fractions import Fraction

from tutor.errors import Invalid


def as_typed(answer: object) -> str:
    """The answer as text. Errors: `TypeError` for what is no answer; `Invalid` for a number that nobody writes."""
    match answer:
        case str():
            return answer
        case bool():
            pass
        case int() | Fraction():
            try:
                return str(answer)
            except ValueError:  # of Python, for more than 4300 digits
                raise Invalid("this number is too long to be an answer") from None
        case float():
            if not math.isfinite(answer):
                raise Invalid(f"{answer} is no number")
            return repr(answer)
        case list() | tuple():
            return f"({', '.join(map(as_typed, answer))})"
        case _ if hasattr(answer, "free_symbols"):  # of SymPy, which is not imported for this
            return str(answer)
    raise TypeError(f"an answer is text, a number, a SymPy expression or a list of these, not {type(answer).__name__}")
