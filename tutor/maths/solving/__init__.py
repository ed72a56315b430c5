"""Real solutions of equations and systems as a person finds them: a case tree, families, and a certificate that none is missing."""
