"""Figures: what they show, as mathematics; how they are laid out; and the facts of each in words."""
