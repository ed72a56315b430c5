"""The formats a page can be printed in, one a file: a module `output/<name>.py` with one `FORMAT` is a format."""
