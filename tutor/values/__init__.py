"""The value of a tree at a sample point, derivatives included, without any derivation rule."""

from tutor.values.evaluator import Evaluator, exactly
from tutor.values.jets import BALLS, PRECISION, Jet, NotRational, NoValue

__all__ = ["BALLS", "PRECISION", "Evaluator", "Jet", "NoValue", "NotRational", "exactly"]
