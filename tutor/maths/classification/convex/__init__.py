"""Where a function is convex: by its second derivatives, by what it is put together from, or shown not to be."""
