"""House style: paper, letters, colour, and what an institution prints on every page.

It comes from the file style.toml in an instructor's own folder, and from the table `[style]` of a set. A set may come
from anybody, so it can neither name a file nor a font. A style is a value, passed to whatever prints: the width of the
line decides where a display is broken.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from tutor.edges.data import toml
from tutor.edges.files import look_at, read_bytes, read_text
from tutor.edges.language import ENGLISH, languages
from tutor.edges.pixels import pixels
from tutor.errors import Invalid, Place, Unsupported, nearest

FILE: Final = "style.toml"
PAPERS: Final = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}  # millimetres
MARGINS: Final = (10.0, 50.0)  # millimetres; at the most half of the paper is left for the line
GUTTER: Final = 9.0  # millimetres between columns
NARROW: Final = 18.0  # millimetres of margin where much is to stand on a page
SIZES: Final = (8.0, 14.0)  # points; beyond them a line is no longer read with ease
LONGEST_TEXT: Final = 200  # characters of a line at the head or foot
LONGEST_FILE: Final = 100_000  # bytes
LARGEST_LOGO: Final = 5_000_000  # bytes
MOST_PIXELS: Final = 25_000_000  # of a logo: 100 MB when it is unpacked
MOST_FONTS: Final = 50
LARGEST_FONT: Final = 30_000_000  # bytes of a file; those of Chinese have up to 20 million
OF_A_SET: Final = ("paper", "font_size", "accent", "institution", "footer", "language")
MILLIMETRES: Final = 25.4  # an inch
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_FAMILY = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _-]{0,59}")  # nothing that acts in CSS, TeX or Typst
_LOGO = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(?:svg|png|jpg|jpeg|pdf)")  # nothing that acts, no other folder
_NUMBER = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4})?")
_FACES = {"regular": "", "bold": "bold", "italic": "italic", "bold_italic": "bolditalic"}
_FONT_SUFFIXES = (".otf", ".ttf", ".woff2", ".woff")


@dataclass(frozen=True, slots=True)
class Style:
    """How pages look. `folder` is where the logo, the fonts and the own templates are, None where there are none."""

    paper: str = "a4"
    margin: float = 27.0  # millimetres at the sides
    font: str = ""
    font_size: float = 11.0
    accent: str = "#1f4e7a"
    institution: str = ""
    footer: str = ""
    logo: str = ""
    logo_text: str = "Logo"
    language: str = ENGLISH
    folder: Path | None = None
    columns: int = 1  # in which problems stand: a key has two
    compact: bool = False  # little room between problems, and none to work in

    @property
    def line(self) -> float:
        """The width of the line, or of a column of it, in millimetres."""
        return (self.across - (self.columns - 1) * GUTTER) / self.columns

    @property
    def across(self) -> float:
        """The width of the page between its margins in millimetres."""
        return PAPERS[self.paper][0] - 2 * self.margin

    def ems(self, inch: float, size: float | None = None) -> float:
        """The width of the line in ems, where an inch has so many points."""
        return self.line / MILLIMETRES * inch / (size or self.font_size)

    def logo_file(self, suffixes: tuple[str, ...], engine: str) -> Path | None:
        """The logo, or a file of the same name beside it, in a form that the engine can show. Errors: `Unsupported`."""
        if not self.logo or self.folder is None:
            return None
        named = self.folder / self.logo
        found = next((p for s in (named.suffix, *suffixes) if s in suffixes and os.path.lexists(p := named.with_suffix(s))), None)
        if found is None:
            forms = " or ".join(f"{named.stem}{s}" for s in suffixes)
            raise Unsupported(f"{engine} cannot show {self.logo}", hint=f"Put {forms} beside it.")
        look_at(found, LARGEST_LOGO, self.folder)
        return found

    def logo_bytes(self, path: Path) -> bytes:
        """What is in a logo. Errors: `Invalid` where that is too much, or unpacks to too much."""
        data = read_bytes(path, LARGEST_LOGO, self.folder)
        if path.suffix in (".png", ".jpg", ".jpeg"):
            size = pixels(data)
            if size is None:
                raise Invalid(f"{path} is no picture of the kind that its name says")
            if size[0] * size[1] > MOST_PIXELS:
                raise Invalid(f"{path} is too large: {size[0]} x {size[1]} pixels, at most {MOST_PIXELS:,} together")
        return data

    def font_bytes(self, path: Path) -> bytes:
        """What is in a file of the font. Errors: `Invalid`."""
        return read_bytes(path, LARGEST_FONT, self.folder)

    def font_files(self, suffixes: tuple[str, ...] = _FONT_SUFFIXES) -> dict[str, Path]:
        """The faces of the font in the folder `fonts`, by the names of the files: `Family-Bold.otf` is the bold one."""
        listed = {_plain(p.stem): p for p in reversed(self.fonts()) if p.suffix.lower() in suffixes}
        family = _plain(self.font)
        named = {face: listed.get(f"{family}{ending}") for face, ending in _FACES.items()}
        named["regular"] = named["regular"] or listed.get(f"{family}regular")
        return {face: path for face, path in named.items() if path is not None}

    def fonts(self) -> list[Path]:
        """All files of fonts in the folder `fonts`, sorted; none where the style names no font."""
        if not self.font or self.folder is None or not (self.folder / "fonts").is_dir():
            return []
        found = sorted(p for p in (self.folder / "fonts").iterdir() if p.suffix.lower() in _FONT_SUFFIXES)
        if len(found) > MOST_FONTS:
            raise Invalid(f"{self.folder / 'fonts'} has more than {MOST_FONTS} files of fonts")
        for path in found:
            look_at(path, LARGEST_FONT, self.folder)
        return found


PLAIN: Final = Style()


def in_columns(style: Style) -> Style:
    """The same in two columns."""
    return replace(style, columns=2, margin=min(style.margin, NARROW))


def compact(style: Style) -> Style:
    """The same with little room."""
    return replace(style, compact=True, margin=min(style.margin, NARROW))


def house_style(folder: Path) -> Style:
    """The style of an instructor's folder. Errors: `Invalid`, with the file and the field."""
    if not folder.is_dir():
        raise Invalid(f"{folder} is not a folder")
    file = folder / FILE
    style = Style(folder=folder.resolve())
    if not os.path.lexists(file):
        return style
    text = read_text(file, LONGEST_FILE, folder)
    try:
        table = toml(text)
    except Invalid as error:
        raise error.at(Place(file=str(file))) from None
    return _styled(style, table, tuple(_FIELDS), str(file))


def set_style(style: Style, table: object, file: str | None) -> Style:
    """The style with what the table `[style]` of a set says, which wins. Errors: `Invalid`, with the file and the field."""
    if not isinstance(table, Mapping):
        raise Invalid("style is a table of fields", place=Place(file=file, field="style"))
    return _styled(style, table, OF_A_SET, file)


def _styled(style: Style, table: Mapping[str, Any], allowed: tuple[str, ...], file: str | None) -> Style:
    for name, value in table.items():
        place = Place(file=file, field=name)
        if name not in _FIELDS:
            raise Invalid(f"a style has no field {name!r}", hint=nearest(name, allowed), place=Place(file=file))
        if name not in allowed:
            raise Invalid(f"{name} belongs to {FILE} in the folder of --templates, not to a set", place=place)
        said = _FIELDS[name](value)
        if said is None:
            raise Invalid(f"{name} is {_MEANT[name]}, not {value!r}", place=place)
        style = replace(style, **{name: said})
    if style.logo and "logo" in table:
        _look_at(style, Place(file=file, field="logo"))
    return style


def _look_at(style: Style, place: Place) -> None:
    assert style.folder is not None
    path = style.folder / style.logo
    if not os.path.lexists(path):
        raise Invalid(f"there is no file {path}", place=place)
    try:
        style.logo_bytes(path)
    except Invalid as error:
        raise error.at(place) from None


def _number(low: float, high: float) -> Callable[[object], float | None]:
    def read(value: object) -> float | None:
        # A set keeps its decimals as text.
        if isinstance(value, bool) or not isinstance(value, int | float | str) or not _NUMBER.fullmatch(str(value)):
            return None
        number = float(value)
        return number if low <= number <= high else None

    return read


def _word(pattern: re.Pattern[str]) -> Callable[[object], str | None]:
    return lambda value: value if isinstance(value, str) and pattern.fullmatch(value) else None


def _text(value: object) -> str | None:
    return " ".join(value.split()) if isinstance(value, str) and len(value) <= LONGEST_TEXT else None


def _paper(value: object) -> str | None:
    return value.lower() if isinstance(value, str) and value.lower() in PAPERS else None


def _language(value: object) -> str | None:
    return value.lower() if isinstance(value, str) and value.lower() in languages() else None


def _some_text(value: object) -> str | None:
    return _text(value) or None


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


_FIELDS: Final[Mapping[str, Callable[[object], Any]]] = {
    "logo": _word(_LOGO),
    "logo_text": _some_text,
    "font": _word(_FAMILY),
    "font_size": _number(*SIZES),
    "paper": _paper,
    "margin": _number(*MARGINS),
    "accent": _word(_COLOUR),
    "institution": _text,
    "footer": _text,
    "language": _language,
}
_MEANT: Final = {
    "logo": "the name of a .svg, .png, .jpg or .pdf file beside style.toml, of letters, digits, - and _",
    "logo_text": f"a text of up to {LONGEST_TEXT} characters",
    "font": "the name of a font, of letters, digits and blanks",
    "font_size": f"a number of points from {SIZES[0]:g} to {SIZES[1]:g}",
    "paper": " or ".join(f'"{p}"' for p in PAPERS),
    "margin": f"a number of millimetres from {MARGINS[0]:g} to {MARGINS[1]:g}",
    "accent": 'a colour as in "#1f4e7a"',
    "institution": f"a text of up to {LONGEST_TEXT} characters",
    "footer": f"a text of up to {LONGEST_TEXT} characters",
    "language": " or ".join(f'"{code}"' for code in languages()),
}
