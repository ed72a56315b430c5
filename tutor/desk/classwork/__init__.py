"""A class: many answers in, a verdict for each out, and a report for the instructor."""
