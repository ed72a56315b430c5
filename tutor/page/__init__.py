"""A page before it is printed: blocks, drawings, the layout of a formula."""
