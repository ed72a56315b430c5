"""Rules that put values in. Goals: `heads.At`."""
