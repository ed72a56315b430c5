"""Sentences of a textbook, read as problems: `find the critical points of x^3 - 3xy + y^3`.

What a kind is asked by stands in `templates/asks/<kind>.txt`. A sentence is matched whole: every word must be one that a phrase
has, and every formula must go into a field, which the readers of fields then read.
"""
