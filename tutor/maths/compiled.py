"""An expression as a function of floats, by SymPy's `lambdify`; refused where it holds what floats have no function for."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Sequence
from typing import Any

from sympy import Basic, lambdify
from sympy.printing.codeprinter import PrintMethodNotImplementedError

from tutor.errors import Unsupported


def compiled(letters: Sequence[object], expr: object, module: str) -> Callable[..., Any]:
    """A function of the letters, by `math` or `numpy`. Errors: `Unsupported`, at once and not when it is called."""
    try:
        made: Callable[..., Any] = lambdify(letters, expr, module)
    except PrintMethodNotImplementedError:
        raise _refused(expr) from None
    code = made.__code__  # lambdify leaves the names that it does not know to the call
    if any(name not in made.__globals__ and not hasattr(builtins, name) for name in code.co_names):
        raise _refused(expr)
    return made


def _refused(expr: object) -> Unsupported:
    listed = expr if isinstance(expr, list | tuple) else [expr]
    heads = {type(a).__name__ for e in listed if isinstance(e, Basic) for a in e.atoms(Basic) if a.is_Function or a.is_Derivative}
    return Unsupported(
        f"cannot do this: there are no floating-point values of an expression with {', '.join(sorted(heads)) or 'such parts'}"
    )
