"""Rules for determinants. Goals: `heads.Determinant`."""
