"""Iterations: walks of points by a rule, exact while that can be read and with stated digits after; what they come to."""
