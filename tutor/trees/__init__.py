"""SymPy trees that are not evaluated, and the nodes of our own in them."""
