"""Quantities that depend on one another: who depends on whom, by which paths, and what a table says of the functions."""
