"""The command `tutor picture`: what it draws where, and what it says of wrong input."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from tutor.cli import main


def run(capsys, *arguments):
    status = main(["picture", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_the_default_is_level_curves_as_svg(capsys):
    status, out, err = run(capsys, "function=x^2 - y^2")
    assert status == 0 and not err
    root = ElementTree.fromstring(out)  # noqa: S314  our own
    title, told = root[0].text or "", root[1].text or ""
    assert "Level curves of" in title and "x squared minus y squared" in title and "by way of" in told


@pytest.mark.slow
def test_the_same_picture_is_the_same_bytes(capsys):
    first = run(capsys, "function=x y", "--views", "surface,heatmap")[1]
    assert first == run(capsys, "function=x y", "--views", "surface,heatmap")[1]


@pytest.mark.parametrize(("name", "start"), [("a.svg", b"<svg"), ("a.png", b"\x89PNG"), ("a.pdf", b"%PDF"), ("a.html", b"<!doctype html>")])
def test_a_file_by_its_name(capsys, tmp_path, name, start):
    path = tmp_path / name
    status, out, _ = run(capsys, "function=g(u, v) = u e^(-u^2 - v^2)", "--views", "contours,surface,heatmap", "-o", str(path))
    assert status == 0 and not out and path.read_bytes().startswith(start)
    if name == "a.html":
        page = path.read_text(encoding="utf-8")
        assert page.count("<svg") == 3 and "In words:" in page and "closed curve" in page


def test_a_range_may_name_one_variable_and_hold_mathematics(capsys):
    status, out, _ = run(capsys, "function=sin x + y", "--range", "x=-pi/2..2pi")
    assert status == 0 and "minus 1.57 is at most x is at most 6.28" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["functon=x y"], "Did you mean function?"),
        (["variables=x, y"], "function is missing"),
        (["function=x^2"], "variables='x, y'"),
        (["function=x y z"], "two variables, and this one has x, y and z"),
        (["function=a x y", "variables=x, y"], "a has no value"),
        (["function=h(x, y)"], "no formula"),
        (["function=x^2 + sim(y)"], "x^2 + sim(y)\n      ^^^"),
        (["function=x y", "--views", "contour"], "Did you mean contours?"),
        (["function=x y", "--range", "x=1..0"], "from a lower to a higher number"),
        (["function=x y", "--range", "z=0..1"], "there is no variable 'z'"),
        (["function=x y", "--range", "x=0..1,x=0..2"], "two ranges"),
        (["function=x y", "--range", "x=0.1"], "is no range"),
        (["function=x y", "--range", "x=0..a"], "a bound is a number"),
        (["function=x y", "--range", "x=0..(2,y=0..1"], "x=0..(2,y=0..1\n     ^"),
        (["function=x y", "-o", "a.gif"], "not '.gif'"),
    ],
)
def test_wrong_input_is_named_and_ends_with_2(capsys, arguments, said):
    status, out, err = run(capsys, *arguments)
    assert status == 2 and said in err and not out and "problem" not in err


def test_a_function_without_values_ends_with_1(capsys):
    status, _, err = run(capsys, "function=sqrt(-1 - x^2 - y^2)")
    assert status == 1 and "no value near the origin" in err
    status, _, err = run(capsys, "function=ln(x y)", "--range", "x=-2..-1,y=1..2")
    assert status == 1 and "no value in that range" in err


def test_a_terminal_says_what_a_picture_shows_at_full_detail(capsys):
    pages = []
    for detail in ("normal", "full"):
        assert main(["solve", "tangent_plane", "surface=x^2 + y^2 = 25", "point=(3, 4)", "--detail", detail]) == 0
        pages.append(capsys.readouterr().out)
    assert "Picture:" not in pages[0]
    assert "Picture: The curve x² + y² − 25 = 0 (heavy), its tangent at (3, 4)" in pages[1]
