"""Formulas: `compose` lays a SymPy tree out once, and each writer spells the layout as LaTeX, MathML, text or speech."""
