"""What the derivations stand on: exact numbers, values, systems and their solutions, extrema, limits."""
