"""Inert nodes of our own: each file is one head, with how it is laid out and what it means numerically.

A head stays unevaluated inside a SymPy tree. It says

- `is_goal`: whether the engine must still work on it,
- `layout(compose)`: how it is written, given the composer for its parts,
- `value(at)`: what it is at a sample point, without any derivation rule (see `evidence`),
- `plain()`: the ordinary SymPy object it stands for, for machine output.
"""

from tutor.heads.apart import Apart
from tutor.heads.at import At
from tutor.heads.base import Inert
from tutor.heads.bounded import Bounded
from tutor.heads.bracket import Bracket
from tutor.heads.determinant import Determinant
from tutor.heads.diff import Diff
from tutor.heads.dot import Dot
from tutor.heads.either import Either
from tutor.heads.equation import Equation
from tutor.heads.integral import Int
from tutor.heads.known import Known
from tutor.heads.limit import Lim
from tutor.heads.log_base import LogBase
from tutor.heads.matrix import MatrixOf
from tutor.heads.name import Name
from tutor.heads.norm import Norm
from tutor.heads.quadratic_form import QuadraticForm
from tutor.heads.rounded import Rounded
from tutor.heads.slot import Slot
from tutor.heads.system import Solutions, System
from tutor.heads.vector import Vector

__all__ = [
    "Apart", "At", "Bounded", "Bracket", "Determinant", "Diff", "Dot", "Either", "Equation", "Inert", "Int",
    "Known", "Lim", "LogBase", "MatrixOf", "Name", "Norm", "QuadraticForm", "Rounded", "Slot",
    "Solutions", "System", "Vector",
]  # fmt: skip
