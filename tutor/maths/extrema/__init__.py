"""Greatest and least values: candidates compared, and why there is a greatest one at all."""
