"""Whether maps can be drawn: they take NumPy and contourpy, which a browser alone does not have. A page is whole without them."""

from functools import cache
from importlib.util import find_spec


@cache
def can_draw() -> bool:
    """Nothing is imported."""
    return find_spec("numpy") is not None and find_spec("contourpy") is not None
