"""From a page to characters: notations, figures, formats, house style."""
