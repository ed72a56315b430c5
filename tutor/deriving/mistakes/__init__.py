"""Documented mistakes, a file each: what a student writes in the place of what a rule makes."""
