"""Names of lines: beside their own line, with no other between, and outside of what is shaded."""

from tutor.page.layout import Ident
from tutor.printing.figures.labels import HEAVY, Ground, Rectangle, inside

SQUARE = ((4.0, 4.0), (8.0, 4.0), (8.0, 8.0), (4.0, 8.0))


def ground(*taken):
    made = Ground(Rectangle(0.0, 0.0, 12.0, 12.0))
    made.shades.append(SQUARE)
    made.line((*SQUARE, SQUARE[0]), HEAVY)
    made.taken.extend(taken)
    return made


def test_the_name_of_an_edge_stands_outside_where_there_is_room():
    for at in ((4.0, 6.0), (8.0, 6.0), (6.0, 4.0), (6.0, 8.0)):
        assert not inside(ground().beside(at, Ident("x"), 0.8, of_line=True).at, SQUARE), at
    full = ground(Rectangle(0.0, 0.0, 4.0, 12.0))
    assert inside(full.beside((4.0, 6.0), Ident("x"), 0.8, of_line=True).at, SQUARE)


def test_no_other_line_lies_between_a_line_and_its_name():
    blocked = Rectangle(0.0, 0.0, 4.0, 12.0), Rectangle(4.0, 0.0, 12.0, 8.3)  # all but the room below the square
    assert ground(*blocked).beside((4.0, 7.4), Ident("x"), 0.8) is not None
    assert ground(*blocked).beside((4.0, 7.4), Ident("x"), 0.8, of_line=True) is None


def test_inside_of_a_polygon():
    assert inside((5.0, 5.0), SQUARE) and not inside((9.0, 5.0), SQUARE) and not inside((5.0, 3.0), SQUARE)
