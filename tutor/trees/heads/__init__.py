"""Inert nodes of our own: each file is one head, with how it is laid out and what it means numerically.

A head stays unevaluated inside a SymPy tree. It says

- `is_goal`: whether the engine must still work on it,
- `layout(compose)`: how it is written, given the composer for its parts,
- `value(at)`: what it is at a sample point, without any derivation rule (see `evidence`),
- `plain()`: the ordinary SymPy object it stands for, for machine output.
"""

from tutor.trees.heads.apart import Apart
from tutor.trees.heads.at import At
from tutor.trees.heads.base import Inert
from tutor.trees.heads.bounded import Bounded
from tutor.trees.heads.bracket import Bracket
from tutor.trees.heads.cross import Cross
from tutor.trees.heads.curve_integral import CurveIntegral
from tutor.trees.heads.determinant import Determinant
from tutor.trees.heads.diff import Diff
from tutor.trees.heads.dot import Dot
from tutor.trees.heads.either import Either
from tutor.trees.heads.equation import Equation
from tutor.trees.heads.integral import Int
from tutor.trees.heads.known import Known
from tutor.trees.heads.limit import Lim
from tutor.trees.heads.log_base import LogBase
from tutor.trees.heads.matrix import MatrixOf
from tutor.trees.heads.moving import Moving
from tutor.trees.heads.name import Name
from tutor.trees.heads.norm import Norm
from tutor.trees.heads.quadratic_form import QuadraticForm
from tutor.trees.heads.region_integral import RegionIntegral
from tutor.trees.heads.rounded import Rounded
from tutor.trees.heads.sheet import Sheet
from tutor.trees.heads.slot import Slot
from tutor.trees.heads.strand import Strand
from tutor.trees.heads.system import Solutions, System
from tutor.trees.heads.vector import Vector

__all__ = [
    "Apart", "At", "Bounded", "Bracket", "Cross", "CurveIntegral", "Determinant", "Diff", "Dot", "Either", "Equation", "Inert", "Int",
    "Known", "Lim", "LogBase", "MatrixOf", "Moving", "Name", "Norm", "QuadraticForm", "RegionIntegral", "Rounded", "Sheet",
    "Slot", "Solutions", "Strand", "System", "Vector",
]  # fmt: skip
