"""One problem solved, a set on paper, a class marked: the rooms where what is asked meets what is derived."""
