"""Rules that find a limit. Goals: `heads.Lim`."""
