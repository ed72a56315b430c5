"""Rules that take a derivative one step further. Goals: `heads.Diff`."""
