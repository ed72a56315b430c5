"""Is an answer right? Comparisons on the reader's own tree, without SymPy: values first, then algebra, then the verdict."""
