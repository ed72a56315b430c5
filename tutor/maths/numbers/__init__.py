"""Exact numbers: whether one is 0, positive or negative, proved or said to be unknown."""

from tutor.maths.numbers.balls import ball, ball_at, nonzero_somewhere
from tutor.maths.numbers.sign import Undecided, decided, is_zero, same, sign_of

__all__ = ["Undecided", "ball", "ball_at", "decided", "is_zero", "nonzero_somewhere", "same", "sign_of"]
