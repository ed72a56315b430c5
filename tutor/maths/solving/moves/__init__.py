"""The moves by which a system is solved: a file is one of them."""
