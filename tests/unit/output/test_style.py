"""House style: what a folder and a set may say, and that it reaches every kind of paper."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sympy import Symbol

from tutor.cli import main
from tutor.edges.pixels import pixels
from tutor.edges.resources import use_templates
from tutor.errors import Invalid, Unsupported
from tutor.page.document import Display, Document, Paragraph, Text
from tutor.page.layout import Ident, Operator, row
from tutor.printing.output import html
from tutor.printing.output.base import Lacking, PageMeta, load
from tutor.printing.style import PLAIN, Style, house_style, set_style
from tutor.reading.sets import load_set

HOSTILE = '</style><script>#1 % \\input{x} "#import `" {{ 7*7 }}'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"><rect width="30" height="10"/></svg>'
X = Ident("x")


def png() -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\x00\x7a\x1f\x2e")) + chunk(b"IEND", b"")


def house(folder: Path, text: str) -> Style:
    (folder / "logo.svg").write_text(SVG, encoding="utf-8")
    (folder / "logo.png").write_bytes(png())
    (folder / "style.toml").write_text(text, encoding="utf-8")
    return house_style(folder)


def printed(form: str, style: Style, *body: object) -> str | bytes:
    made = load(form, style)
    document = Document("1", "gradient", "A title", (Paragraph((Text("stated"),)),), body)  # type: ignore[arg-type]
    return made.page([made.fragment(document)], PageMeta("A set"))


def test_a_folder_says_its_style(tmp_path: Path) -> None:
    text = (
        'paper = "Letter"\nmargin = 20\nfont = "Some Font"\nfont_size = 12.5\naccent = "#AA0011"\nlogo = "logo.svg"\nlogo_text = "A lion"'
    )
    style = house(tmp_path, text + '\ninstitution = "A\\n school"\nfooter = "foot"')
    assert style == Style("letter", 20.0, "Some Font", 12.5, "#AA0011", "A school", "foot", "logo.svg", "A lion", folder=tmp_path.resolve())
    assert style.line == pytest.approx(175.9)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("papr = 'a4'", "Did you mean paper?"),
        ("paper = 'a5'", 'paper is "a4" or "letter"'),
        ("margin = 300", "from 10 to 50"),
        ("margin = nan", "from 10 to 50"),
        ("margin = true", "from 10 to 50"),
        ("font_size = '12pt'", "from 8 to 14"),
        ("accent = 'red'", "#1f4e7a"),
        ("accent = '#12345'", "#1f4e7a"),
        ("font = 'A\"; } *'", "name of a font"),
        ("logo = '../logo.svg'", "beside style.toml"),
        ("logo = 'logo.exe'", "beside style.toml"),
        ("logo = 'none.png'", "there is no file"),
        ("logo_text = ''", "a text"),
        (f"footer = '{'a' * 300}'", "a text of up to"),
        ("institution = 3", "a text of up to"),
        ("= 3", "is not TOML"),
    ],
)
def test_what_a_folder_says_wrong_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Invalid, match=r"style\.toml") as wrong:
        house(tmp_path, text)
    assert said in str(wrong.value) or said in str(wrong.value.hint)


def test_a_set_wins_and_names_no_file(tmp_path: Path) -> None:
    file = tmp_path / "set.toml"
    file.write_text('[style]\npaper = "letter"\nfont_size = 10.5\n[[problem]]\nkind = "gradient"\nfunction = "x"', encoding="utf-8")
    style = set_style(Style(paper="a4", footer="kept"), load_set(file).style, "set.toml")
    assert (style.paper, style.font_size, style.footer) == ("letter", 10.5, "kept")
    for table in ({"logo": "logo.svg"}, {"font": "Any"}, {"logo_text": "A"}, {"margin": 20}):
        with pytest.raises(Invalid, match="not to a set"):
            set_style(PLAIN, table, "set.toml")
    with pytest.raises(Invalid, match="a table of fields"):
        set_style(PLAIN, "letter", "set.toml")
    with pytest.raises(Invalid, match="Did you mean footer"):
        set_style(PLAIN, {"footr": "x"}, "set.toml")


@pytest.mark.parametrize("form", ["html", "latex", "typst", "pdf"])
def test_every_kind_of_paper_has_the_style(form: str, tmp_path: Path) -> None:
    style = house(tmp_path, 'paper = "letter"\nlogo = "logo.svg"\naccent = "#aa0011"')
    page = printed(form, style)
    if isinstance(page, bytes):
        assert b"/MediaBox[0 0 612 792]" in page.replace(b" [", b"[")
        return
    assert {"html": "size:letter", "latex": "letterpaper", "typst": "us-letter"}[form] in page
    assert {"html": "data:image/svg+xml", "latex": "logo.png", "typst": "logo.svg"}[form] in page
    assert "aa0011" in page.lower()


@pytest.mark.parametrize("form", ["html", "latex", "typst", "pdf"])
def test_what_stands_at_head_and_foot_stays_text(form: str) -> None:
    page = printed(form, Style(institution=HOSTILE, footer=HOSTILE))
    acts = {"html": "<script>#1", "latex": r"\input{x}", "typst": '"#import'}
    assert isinstance(page, bytes) or acts[form] not in page.replace(r"\"#import", "")


def test_an_engine_says_what_it_cannot_show(tmp_path: Path) -> None:
    style = house(tmp_path, 'logo = "logo.svg"')
    (tmp_path / "logo.png").unlink()
    with pytest.raises(Unsupported, match=r"cannot show logo.svg"):
        printed("latex", style)
    (tmp_path / "logo.pdf").write_bytes(b"%PDF-1.4")
    assert "logo.pdf" in str(printed("latex", style))
    (tmp_path / "logo.svg").write_text("<svg", encoding="utf-8")
    with pytest.raises(Unsupported, match=r"typst cannot show logo.svg"):
        printed("pdf", style)
    with pytest.warns(Lacking, match="not of 13"):
        printed("latex", Style(font_size=13))
    with pytest.warns(Lacking, match="no font Nowhere"):
        printed("pdf", Style(font="Nowhere"))


@pytest.mark.parametrize("form", ["html", "latex", "typst"])
def test_a_narrow_line_breaks_displays_sooner(form: str) -> None:
    long = row(*[part for _ in range(12) for part in (X, Operator("+"))], X)
    shown = Display((X, long), ("=",))
    wide, narrow = (str(printed(form, style, shown)) for style in (PLAIN, Style(paper="a4", margin=50, font_size=14)))
    sign = {"html": "<mtr", "latex": r"\\", "typst": "&"}[form]
    assert narrow.split("stated")[1].count(sign) > wide.split("stated")[1].count(sign)


def test_a_font_is_found_by_the_names_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    for name in ("SomeFont-Regular.otf", "SomeFont-Bold.otf", "some_font_BoldItalic.ttf", "Other.otf"):
        (tmp_path / "fonts" / name).write_bytes(b"")
    found = Style(font="Some Font", folder=tmp_path).font_files()
    assert {face: path.name for face, path in found.items()} == {
        "regular": "SomeFont-Regular.otf",
        "bold": "SomeFont-Bold.otf",
        "bold_italic": "some_font_BoldItalic.ttf",
    }
    assert "format('opentype')" in str(printed("html", Style(font="Some Font", folder=tmp_path)))


def test_a_piece_of_html_has_no_page() -> None:
    made = load("html")
    assert made.body is not None
    piece = made.body([made.fragment(Document("1", "gradient", "A title", (), ()))], PageMeta("A set"))
    assert piece.startswith('<div class="tutor') and "<html" not in piece and "A title" in piece


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    use_templates(tmp_path)
    yield tmp_path
    use_templates(None)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_an_own_layout_goes_before_the_package(own: Path) -> None:
    write(own / "html" / "problem.html.j2", '{% extends "package/problem.html.j2" %}')
    assert "A title" in str(printed("html", PLAIN))
    write(own / "latex" / "preamble.tex", "% my own preamble\n")
    assert "% my own preamble" in str(printed("latex", PLAIN))
    write(own / "typst" / "layout.typ", "#let oops = (\n")
    with pytest.raises(Invalid, match=r"typst/layout.typ: line 1: unclosed"):
        printed("pdf", PLAIN)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<p>\n{{ documnt.title }}", "line 2: 'documnt' is undefined. Did you mean document?"),
        ("<p>\n{{ document.title }", "line 2: unexpected '}'"),
        ("{{ document.title | nope }}", "line 1: No filter named 'nope'"),
        ("\n\n{{ 1 // 0 }}", "line 3: the template stopped"),
        ("{{ '__import__(1)'|formula }}", "line 1: the template stopped"),
        ("{{ [1, 2]|drawn }}", "line 1: the template stopped"),
        ("{{ document.__class__.__mro__ }}", "line 1: access to attribute '__class__'"),
        ('{% include "nope.j2" %}', "line 1: there is no template nope.j2"),
    ],
)
def test_what_is_wrong_with_an_own_template_is_said_with_its_line(own: Path, text: str, said: str) -> None:
    write(own / "html" / "problem.html.j2", text)
    with pytest.raises(Invalid, match=r"html/problem\.html\.j2") as wrong:
        printed("html", PLAIN)
    assert said in str(wrong.value)


def picture(width: int, height: int) -> bytes:
    return png()[:16] + struct.pack(">II", width, height) + png()[24:]


def jpeg(width: int, height: int) -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"


def test_the_size_of_a_picture_is_in_its_first_bytes() -> None:
    assert pixels(picture(3, 5)) == (3, 5) and pixels(jpeg(7, 9)) == (7, 9)
    for cut in (b"", png()[:20], jpeg(7, 9)[:12], b"\xff\xd8" * 9, b"<svg", b"\xff\xd8" + b"\xff" * 9):
        assert pixels(cut) is None


@pytest.mark.parametrize("form", ["html", "pdf", "latex"])
@pytest.mark.parametrize("name", ["l.png", "l.jpg", "l.svg"])
def test_a_logo_is_a_small_picture_of_the_folder(tmp_path: Path, form: str, name: str) -> None:
    folder, outside = tmp_path / "house", tmp_path / "outside"
    folder.mkdir()
    outside.write_bytes(png())
    logo = folder / name
    for said in ("leads out", "is a pipe", "too large", "there is no file", "is a folder", "pixels|no picture"):
        if logo.is_dir():
            logo.rmdir()
        logo.unlink(missing_ok=True)
        match said:
            case "leads out":
                logo.symlink_to(outside)
            case "is a pipe":
                os.mkfifo(logo)
            case "too large":
                with logo.open("wb") as file:
                    file.truncate(10**12)
            case "is a folder":
                logo.mkdir()
            case "pixels|no picture":
                logo.write_bytes(picture(20_000, 20_000) if name == "l.png" else jpeg(20_000, 20_000))
        if said != "pixels|no picture" or name != "l.svg":
            (folder / "style.toml").write_text(f'logo = "{name}"', encoding="utf-8")
            with pytest.raises(Invalid, match=said) as wrong:
                house_style(folder)
            assert "style.toml, field logo" in str(wrong.value)
        shown = (form, name) != ("latex", "l.svg")  # LaTeX takes another file
        if shown and said in ("leads out", "is a pipe", "too large"):  # and where it was put there later
            with pytest.raises((Invalid, Unsupported), match=said):
                printed(form, Style(logo=name, folder=folder))


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_a_font_is_a_plain_file_of_the_folder(tmp_path: Path, form: str) -> None:
    (tmp_path / "house" / "fonts").mkdir(parents=True)
    (tmp_path / "outside.otf").write_bytes(b"")
    font = tmp_path / "house" / "fonts" / "X-Regular.otf"
    for target in (tmp_path / "outside.otf", Path("/dev/zero")):
        font.unlink(missing_ok=True)
        font.symlink_to(target)
        with pytest.raises(Invalid, match="leads out"):
            printed(form, Style(font="X", folder=tmp_path / "house"))
    font.unlink()
    with font.open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(Invalid, match="too large"):
        printed(form, Style(font="X", folder=tmp_path / "house"))


@pytest.mark.parametrize("text", [f"font_size = {'9' * 5000}", f"margin = -{'9' * 5000}", "paper." * 5000 + "a = 1", "[" * 5000])
def test_a_style_of_numbers_and_names_without_end_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(Invalid, match=r"style\.toml"):
        house(tmp_path, text)
    (tmp_path / "style.toml").unlink()
    (tmp_path / "style.toml").symlink_to("/dev/zero")
    with pytest.raises(Invalid, match="leads out"):
        house_style(tmp_path)


def test_a_layout_fetches_no_package(own: Path) -> None:
    for said in ("@preview/cetz:0.3.0", '@pre" + "view/cetz:0.3.0', "@local/mine:1.0.0"):
        write(own / "typst" / "layout.typ", f'#import ("{said}")\n')
        with pytest.raises(Invalid, match="line 1: a layout uses no packages"):
            printed("pdf", PLAIN)


def test_what_breaks_the_engine_of_a_pdf_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "typst" / "layout.typ", '#let a = "a" * 100000000000\n')
    status = main(["solve", "gradient", "function=x", "--templates", str(tmp_path), "-o", str(tmp_path / "page.pdf")])
    err = capsys.readouterr().err
    assert status == 2 and "typst/layout.typ" in err and "Traceback" not in err and not (tmp_path / "page.pdf").exists()


def test_a_folder_with_everything_in_it_is_none_of_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tutor.cli.specimen.MOST_FILES", 3)
    for k in range(5):
        write(tmp_path / "house" / f"{k}.txt", "")
    assert main(["solve", "gradient", "function=x", "--templates", str(tmp_path / "house")]) == 2
    assert "is it a folder of templates?" in capsys.readouterr().err


def test_a_layout_calls_no_method_of_a_formula(own: Path) -> None:
    shown = Display((Symbol("x") ** 2,))
    for text in (
        "document.body[0].terms[0].coeff('1')",
        "document.body[0].terms[0].args[0].diff('x')",
        "document.body[0].terms|map(attribute='coeff')|list",
    ):
        write(own / "html" / "problem.html.j2", f"{{{{ {text} }}}}")
        use_templates(own)
        with pytest.raises(Invalid, match=r"html/problem\.html\.j2: line 1: a template may not use"):
            load_fresh("html", shown)


def load_fresh(form: str, *body: object) -> str | bytes:
    """Printed with the templates as they are now; what was compiled before is forgotten."""
    html._environment.cache_clear()
    return printed(form, PLAIN, *body)


def test_the_style_of_the_readme_is_one(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    style = house(tmp_path, readme.split("<!-- style -->\n```text\n")[1].split("```")[0])
    assert (style.paper, style.margin, style.logo_text) == ("letter", 25.0, "Our university")
