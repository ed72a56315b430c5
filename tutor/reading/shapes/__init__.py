"""How answers of each shape are typed: one shape, or a few that are alike, a file."""
