"""House style on an HTML page: the paper it is printed on, its colour, its letters, and what stands at its head and foot."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from markupsafe import Markup

from tutor.edges.harmless import clean
from tutor.printing.style import PLAIN, Style

MEDIA = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
FONTS = {".woff2": "woff2", ".woff": "woff", ".ttf": "truetype", ".otf": "opentype"}
FACES = {
    "regular": "font-weight:400", "bold": "font-weight:700", "italic": "font-weight:400;font-style:italic",
    "bold_italic": "font-weight:700;font-style:italic",
}  # fmt: skip
PAPER = {"a4": "A4", "letter": "letter"}


def printed(style: Style, room: int | None) -> str:
    """The rules that go after those of the page; `room` is the glyphs of a line narrower than theirs. On a screen the size
    of the letters is the reader's."""
    rules = [f"@page{{size:{PAPER[style.paper]};margin:20mm {style.margin:g}mm 22mm}}"]
    rules.append(f"@media print{{.tutor.page{{font-size:{style.font_size:g}pt}}}}")
    if room is not None:
        rules.append(f".tutor.page{{--room:{room}}}")
    if style.accent != PLAIN.accent:
        rules.append(f".tutor.page{{--accent:{style.accent}}}")
        lighter = f"color-mix(in srgb,{style.accent} 55%,white)"
        rules.append(f"@media screen and (prefers-color-scheme:dark){{.tutor.page{{--accent:{lighter}}}}}")
    if style.font:
        rules.append(f'.tutor.page{{--words:"{style.font}","Tutor Text",serif}}')
        rules += [_face(style, face, path) for face, path in style.font_files().items()]
    return "\n".join(rules) + "\n"


def _face(style: Style, face: str, path: Path) -> str:
    """The rule for one file of the font, with the file in it."""
    source = f"url(data:font/{path.suffix[1:].lower()};base64,{_encoded(style.font_bytes(path))}) format('{FONTS[path.suffix.lower()]}')"
    return f'@font-face{{font-family:"{style.font}";{FACES[face]};src:{source}}}'


def heading(style: Style) -> dict[str, object]:
    """What the page template shows of the house."""
    logo = style.logo_file(tuple(MEDIA), "an HTML page")
    return {
        "institution": clean(style.institution),
        "footer": clean(style.footer),
        "logo": None if logo is None else Markup(f"data:{MEDIA[logo.suffix]};base64,{_encoded(style.logo_bytes(logo))}"),
        "logo_text": clean(style.logo_text),
    }


def _encoded(data: bytes) -> str:
    return b64encode(data).decode()
