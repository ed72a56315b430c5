"""The version of this package, for those who would go in a circle by asking the package for it."""

__version__ = "0.1.0"
