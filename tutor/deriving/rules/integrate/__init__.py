"""Rules that find integrals."""
