"""Curves: what is said of one becomes pieces that a parameter runs through, and integrals along them become integrals in it."""

from tutor.maths.curves.piece import Curve, CurvePiece

__all__ = ["Curve", "CurvePiece"]
