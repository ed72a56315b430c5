"""Help with the next line: a student's own working judged line by line, marked, and continued with a hint."""
