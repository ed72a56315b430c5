"""Rules for lengths and dot products. Goals: `heads.Norm`, `heads.Dot`."""
