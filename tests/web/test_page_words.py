"""What the page says in other languages: everything, and nothing that it does not say."""

import re
from html import unescape
from pathlib import Path

from tutor.desk.manual import ARTICLES
from tutor.edges.language import message, speaking
from tutor.web.assets import assets
from tutor.web.interface import answer
from tutor.web.request import shelf

HERE = Path(__file__).parents[2] / "templates" / "web"
FILES = {path.name: path.read_text(encoding="utf-8") for path in HERE.iterdir() if path.suffix in (".js", ".html")}
WORDS = dict(re.findall(r'^    "(.+?)": "(.+?)",$', FILES.pop("words.js"), re.M))
SET = """
title = "Blatt 1"
language = "de"

[[problem]]
kind = "directional_derivative"
function = 'x^2 y'
point = [1, 2]
direction = [3, 4]
"""


def test_what_is_said_has_its_twin() -> None:
    said = {unescape(text) for content in FILES.values() for text in re.findall(r'(?:\bt\(|data-said=|data-label=)"([^"]+)"', content)}
    assert len(said) > 30
    assert said <= WORDS.keys()
    assert {english for english in WORDS if not any(f'"{english}"' in c or f" {english}:" in c for c in FILES.values())} == set()
    assert all(english.count("{}") == twin.count("{}") for english, twin in WORDS.items())


def test_a_set_is_spoken_of_in_its_language(tmp_path: Path) -> None:
    (tmp_path / "blatt.toml").write_text(SET, encoding="utf-8")
    on, asked = shelf([tmp_path / "blatt.toml"]), {"set": "blatt", "id": "1"}
    assert "Bestimme" in str(answer("problem", asked, on)["html"])
    assert answer("check", asked | {"answer": "3,2"}, on)["verdict"] == "correct"
    assert "<mn>3,2</mn>" in str(answer("read", asked | {"answer": "3,2"}, on)["mathml"])
    assert "Einheitsvektor" in str(answer("check", asked | {"answer": "16"}, on)["feedback"])
    assert "Richtung" in str(answer("solve", asked, on)["html"])
    typed = {"kind": "gradient", "fields": {"function": "x^2 y"}}
    assert "Find" in str(answer("read", typed, on)["html"])


def test_a_page_is_in_the_language_that_it_is_served_in(tmp_path: Path) -> None:
    on, typed = shelf([], "de"), {"kind": "gradient", "fields": {"function": "x^2 y"}}
    assert b'data-language="de"' in assets("server", on.language)["index.html"]
    assert "Bestimme den Gradienten" in str(answer("read", typed, on)["html"])
    assert "Klammer" in str(answer("check", typed | {"answer": "(1, 2"}, on))
    listed = {kind["kind"]: kind for kind in answer("kinds", {}, on)["kinds"]}
    assert listed["directional_derivative"]["title"] == "Richtungsableitung"
    about = {field["name"]: field["about"] for field in listed["directional_derivative"]["fields"]}
    assert about["direction"] == "ein Vektor"
    english = {kind["kind"]: kind for kind in answer("kinds", {}, shelf([]))["kinds"]}
    assert english["directional_derivative"]["title"] == "Directional derivative"


def test_what_is_said_of_fields_is_said_in_every_language() -> None:
    with speaking("de"):
        assert [text for text in set(ARTICLES.values()) if message(text) == text] == []
