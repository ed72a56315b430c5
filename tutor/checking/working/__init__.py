"""A student's working, judged line by line against what a solved problem is known to say."""
