"""The value of a tree at a sample point, derivatives included, without any derivation rule."""

from tutor.maths.values.evaluator import Evaluator, exactly
from tutor.maths.values.jets import BALLS, PRECISION, Jet, NotRational, NoValue

__all__ = ["BALLS", "PRECISION", "Evaluator", "Jet", "NoValue", "NotRational", "exactly"]
