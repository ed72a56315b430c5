"""Every language: its words stand beside the English ones, block by block; its catalogue is complete; its pages are whole."""

import re
from pathlib import Path

import pytest
from english import noticed_in, said_in
from every import over
from jinja2 import meta, nodes

import tutor
from tutor.cli import main
from tutor.deriving.engine import derive
from tutor.desk.classwork.report import WORDS as VERDICT_WORDS
from tutor.edges.language import ENGLISH, Untranslated, catalogue, languages, message, setting, speaking, word
from tutor.edges.resources import folder
from tutor.page.document import Display, Figure, Math, Paragraph, Text
from tutor.page.layout import Number
from tutor.printing.notation.native import native
from tutor.printing.notation.text import text
from tutor.printing.output.base import ROLE_WORDS, WORDS
from tutor.printing.output.text import fragment
from tutor.reading.problem import read_problem
from tutor.reading.sets import Record, load_set
from tutor.rule import kinds, topic
from tutor.telling import prose
from tutor.telling.localized import localized
from tutor.telling.narrate import narrate
from tutor.telling.prose import package_blocks, template

PROSE = folder("templates") / "prose"
OTHERS = [code for code in languages() if code != ENGLISH]
FILES = [path for code in OTHERS for path in sorted((PROSE / code).rglob("*.md.j2"))]
CODE = Path(tutor.__file__).parent
SPOKEN = ("checking", "deriving/mistakes", "cli")  # folders of code all of whose phrases have to be in every catalogue
UNREAD = ("Unreadable", "fail", "unreadable", "unexpected")
FORMAL = re.compile(r"(?<=[a-zäöüß,)}] )(?:Sie|Ihnen|Ihre?[nmrs]?)\b")
WHOLE = [(code, kind) for code in OTHERS for kind in kinds() if (PROSE / code / f"{kind}.md.j2").exists()]


def parsed(path):
    return template("gradient").environment.parse(path.read_text(encoding="utf-8"))


def named(path, kind):
    return {node.name for node in parsed(path).find_all(kind)}


@over("path", FILES)
def test_a_file_says_what_the_english_one_says(path):
    own = PROSE / Path(*path.relative_to(PROSE).parts[1:])
    assert own.exists(), "there is no such file in English"
    for kind in (nodes.Block, nodes.Macro):
        assert named(path, kind) == named(own, kind)
    assert meta.find_undeclared_variables(parsed(path)) <= meta.find_undeclared_variables(parsed(own))
    imported = [node.template.value for node in parsed(path).find_all(nodes.FromImport)]
    assert all(name.startswith(f"{path.relative_to(PROSE).parts[0]}/") for name in imported)
    said = path.read_text(encoding="utf-8")
    assert not re.search(r"{% (extends|include)", said)
    assert not (path.is_relative_to(PROSE / "de") and FORMAL.search(said)), "who reads German is addressed as du"


@pytest.mark.parametrize(("code", "kind"), WHOLE)
def test_the_problems_of_a_kind_are_told_whole_in_a_language_or_whole_in_english(code, kind):
    record = load_set(folder("exercises") / f"{kind}.toml").records[0]
    with speaking(code):
        solved = tutor.solve(
            kind,
            **{
                k: v
                for k, v in record.fields.items()
                if k not in ("marks", "wrong", "expected", "source", "title", "statement", "mistakes")
            },
        )
        page = solved.document("full")
        assert page.language == code, fragment(page)[:400]
        assert not re.search(r"\b(the|with|respect|derivative of|is the)\b", fragment(page))


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.slow
def test_a_catalogue_is_complete(code):
    found = catalogue(code)
    assert not [text for frame in (WORDS, ROLE_WORDS) for text in frame.english.values() if text not in found.phrases]
    for room in SPOKEN:
        said = {text.replace("{}", "x"): path.name for text, path in said_in(CODE / room).items()}
        assert len(said) > 20
        lacking = [(text, name) for text, name in said.items() if all_sentences(found, text) is None]
        assert not lacking, f"to be said in {code}/words.toml"


@over("code", OTHERS)
def test_the_report_of_a_class_is_said_in_every_language(code):
    said = re.findall(r'"([^"]*)"\|say', (PROSE.parent / "class" / "report.html.j2").read_text(encoding="utf-8"))
    told = (CODE / "desk" / "classwork" / "told.py").read_text(encoding="utf-8")
    said += [a or b for a, b in re.findall(r"""speech\((?:"([^"]*)"|'([^']*)')""", told)]
    counted = [f"{{}} {what}{s}" for what in ("student", "answer", "more answer", "problem", "row", "variant") for s in ("", "s")]
    assert len(said) > 60
    assert not {*said, *counted, *VERDICT_WORDS.values()} - set(catalogue(code).speech), f"to be said in {code}/words.toml"


@pytest.mark.slow
def test_what_a_class_gets_is_german(tmp_path, capsys):
    problem = """[[problem]]\nid = "a"\nkind = "gradient"\nfunction = "x^2 y + 0.5 x"\npoint = [1, 2]\nmarks = 4\n"""
    (tmp_path / "set.toml").write_text(f'title = "Blatt"\nlanguage = "de"\n{problem}', encoding="utf-8")
    (tmp_path / "a.csv").write_text('student,a\nanna,"(4,5; 2,25)"\nbob,"(4; 1"\n', encoding="utf-8")
    given = ["check", str(tmp_path / "set.toml"), "--answers", str(tmp_path / "a.csv"), "-o", str(tmp_path / "class.html")]
    main([*given, "--feedback", str(tmp_path / "pages")])
    main(given[:4])
    pages = [capsys.readouterr().out.split("bob,")[0]]
    pages += [
        re.sub(r"(?s)<(style|script|annotation).*?</\1>|<[^>]+>", " ", p.read_text(encoding="utf-8")) for p in tmp_path.rglob("*.html")
    ]
    assert len(pages) == 4 and "im Mittel" in pages[0]
    assert any("? von 4 Punkten" in page for page in pages)
    for page in pages:
        assert not re.search(r"\b(the|of|marks|answers|right|student|not|2\.25)\b", page)


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.slow
def test_what_a_reader_says_of_how_it_read_is_said_in_every_language(code):
    said = {text.replace("{}", "x"): path.name for room in ("reading", "desk") for text, path in noticed_in(CODE / room).items()}
    assert len(said) > 40
    lacking = [
        (text, name) for text, name in said.items() if all_sentences(catalogue(code), text, depth=int(not text.endswith("."))) is None
    ]
    assert not lacking, f"to be said in {code}/words.toml"


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.slow
def test_a_refusal_and_what_is_wrong_or_cannot_be_read_are_said_in_every_language(code):
    called = ("Unsupported", "Invalid", "Question", "wrong", "_wrong", *UNREAD)
    said = {text.replace("{}", "x"): path.name for hints in (False, True) for text, path in noticed_in(CODE, called, hints).items()}
    assert len(said) > 900
    lacking = [(text, name) for text, name in said.items() if all_sentences(catalogue(code), text) is None]
    assert not lacking, f"to be said in {code}/words.toml"


def test_a_message_in_german_says_du():
    assert not FORMAL.search((PROSE / "de" / "words.toml").read_text(encoding="utf-8"))


def all_sentences(found, text, depth=1):
    """A phrase alone, in a hole of another (at depth 1), or sentence by sentence."""
    whole = found.said(text) or found.said(text, depth)
    parts = [found.said(part) for part in re.split(r"(?<=[.?!]) (?=\S)", text)]
    return whole or (None if None in parts else parts)


@over("code", OTHERS)
def test_a_phrase_puts_in_what_its_english_puts_in(code):
    found = catalogue(code)
    assert {"decimal", "and", "then", "counts", "lowers_titles"} <= found.settings.keys()
    for pattern, meant in (*found.patterns, *found.within):
        holes = [int(n) for n in re.findall(r"{(\d)}", meant)]
        assert max(holes, default=-1) < pattern.groups
        assert holes or meant.count("{}") <= pattern.groups


@pytest.fixture
def untold(monkeypatch):
    """A kind as it would be without its file of German words."""
    there = prose._exists
    monkeypatch.setattr(prose, "_exists", lambda folders, file: not file.endswith("de/potential.md.j2") and there(folders, file))
    prose._found_block.cache_clear()
    yield "potential"
    prose._found_block.cache_clear()


def test_what_is_not_translated_is_told_in_english_with_a_notice(untold):
    record = load_set(folder("exercises") / f"{untold}.toml").records[0]
    with speaking("de"):
        page = tutor.solve(
            untold, **{k: v for k, v in record.fields.items() if k not in ("marks", "wrong", "expected", "source")}
        ).document()
    assert page.language == ENGLISH
    assert "Diese Seite ist auf Englisch" in page.body[0].blocks[0].inlines[0].text
    assert "Ergebnis" not in fragment(page)


def test_a_set_and_a_style_say_their_language(tmp_path, capsys):
    problem = '[[problem]]\nkind = "gradient"\nfunction = "x^2 y + 0.5 x"\n'
    for head in ('language = "de"\n', '[style]\nlanguage = "de"\n'):
        (tmp_path / "set.toml").write_text(head + problem, encoding="utf-8")
        assert main(["solve", str(tmp_path / "set.toml")]) == 0
        assert "Bestimme den Gradienten von f(x, y) = x²y + 0,5x." in capsys.readouterr().out
    assert main(["solve", str(tmp_path / "set.toml"), "--language", "en"]) == 0
    assert "Find the gradient" in capsys.readouterr().out
    assert main(["solve", str(tmp_path / "set.toml"), "--language", "xx"]) == 2
    assert "there is no language 'xx'" in capsys.readouterr().err
    (tmp_path / "set.toml").write_text(problem, encoding="utf-8")
    assert main(["solve", str(tmp_path / "set.toml"), "--language", "de", "--format", "html"]) == 0
    out = capsys.readouterr().out
    assert '<html lang="de">' in out and ">Ergebnis<" in out and "<mn>0,5</mn>" in out


def test_a_sheet_says_which_questions_are_not_in_its_language(tmp_path, capsys, untold):
    firsts = [(folder("exercises") / f"{kind}.toml").read_text(encoding="utf-8").split("[[problem]]")[1] for kind in (untold, "gradient")]
    asked = ["\n".join(line for line in first.splitlines() if not line.startswith("statement")) for first in firsts]
    (tmp_path / "set.toml").write_text('language = "de"\n' + "".join(f"[[problem]]\n{a}\n" for a in asked), encoding="utf-8")
    assert main(["handout", str(tmp_path / "set.toml"), "-o", str(tmp_path / "sheet.html")]) == 0
    assert capsys.readouterr().err.count("sie steht auf Englisch da") == 1


def test_an_answer_has_decimal_commas_and_is_judged_in_its_language(capsys):
    given = ["check", "gradient", "function=x^2 y + x/2", "--language", "de", "--answer"]
    assert main([*given, "(2xy + 0,5; x^2)"]) == 0
    assert capsys.readouterr().out == "Richtig.\n  Gelesen als: (2xy + 0,5; x²)\n"
    assert main([*given, "(2xy; x^3)"]) == 0
    assert capsys.readouterr().out.startswith("Nicht richtig.\n")


@pytest.mark.parametrize(
    ("problem", "answer"),
    [
        (["critical_points", "function=x^3-3x y+y^3"], "(0,0) Sattelpunkt, (1,1) lokales Minimum"),
        (["extrema_on_region", "function=x", "region=x^2+y^2<=1"], "Maximum 1 bei (1,0); Minimum -1 bei (-1, 0)"),
        (["lagrange", "objective=y", "constraints=y=x^2"], "Minimum 0 bei (0;0), kein Maximum"),
        (["limit", "function=cos(1/x)", "point=0"], "der Grenzwert existiert nicht"),
        (["integral", "integrand=1/x", "lower=1", "upper=oo"], "divergiert"),
        (["convexity", "function=x^2+y^2"], "streng konvex"),
        (["potential", "field=[-y, x]"], "das Feld ist nicht konservativ"),
        (["continuity", "function=x^2", "point=1"], "ja, stetig"),
        (["steepest_ascent", "function=x^2+y^2", "point=(1,2)"], "Richtung (1,2), Rate 2 sqrt 5"),
        (["critical_points", "function=x+y"], "keine"),
        (["gradient", "function=x^2 y"], "(2xy; x^(2))"),
        (["limit", "function=x", "point=0"], "Grenzwert ist 0"),
        (["limit", "function=x", "point=0"], "Der Grenzwert ist null"),
        (["extrema_on_region", "function=x", "region=x^2+y^2<=1"], "Maximum 1 an der Stelle (1;0); Minimum -1 im Punkt (-1; 0)"),
        (["lagrange", "objective=x y", "constraints=x + y = 4", "goal=max"], "Maximum bei (2;2), Wert 4"),
        (["lagrange", "objective=x y", "constraints=x + y = 4", "goal=max"], "(2;2) mit f=4"),
        (["gradient", "function=x^2 y"], "(2xy|x^(2))"),
        (["gradient", "function=x^2 y", "point=(1,2)"], "(4; (1 + 0))"),
    ],
)
def test_words_of_an_answer_are_read_in_german(problem, answer, capsys):
    assert main(["check", *problem, "--language", "de", "--answer", answer]) == 0
    assert capsys.readouterr().out.startswith("Richtig.")


@pytest.mark.parametrize(
    ("problem", "answer", "shown"),
    [
        (["critical_points", "function=x^3-3x y+y^3"], "(0,0) saddle, (1,1) max", "(0, 0) Sattelpunkt, (1, 1) lokales Maximum"),
        (["continuity", "function=x^2", "point=1"], "nicht stetig", "nicht stetig"),
        (["differentiability", "function=|x|", "point=0"], "differentiable", "differenzierbar"),
        (["convexity", "function=x^2+y^2"], "strictly concave", "streng konkav"),
        (["convexity", "function=x^2+y^2"], "neither", "keines von beiden"),
        (["extrema_on_region", "function=x", "region=x^2+y^2<=1"], "max 2 at (1,0); no minimum", "Maximum 2 in (1, 0), kein Minimum"),
    ],
)
def test_how_an_answer_was_read_is_said_in_german(problem, answer, shown, capsys):
    main(["check", *problem, "--language", "de", "--answer", answer])
    said = capsys.readouterr().out
    assert f"Gelesen als: {shown}\n" in said
    assert not re.search(r"\b(the|is|are|not)\b", said)


def test_sentences_that_are_known_together_only_are_said_beside_others():
    with speaking("de"):
        assert message("The y-component is not right yet. This looks like a value that was rounded or cut off. Give the exact value.") == (
            "Die y-Komponente stimmt noch nicht. Das sieht nach einem gerundeten oder abgeschnittenen Wert aus. Gib den genauen Wert an."
        )
        assert message("The maximum: 2 places are still missing. One place given here does not belong.") == (
            "Das Maximum: 2 Stellen fehlen noch. Eine Stelle hier gehört nicht dazu."
        )
        assert message("The character '%' cannot be read here. Write 33.3% as 33.3/100.") == (
            "Das Zeichen „%“ kann hier nicht gelesen werden. Schreibe 33,3% als 33,3/100."
        )


def test_a_working_with_the_names_of_operations_is_told_in_german(capsys):
    given = ["check", "directional_derivative", "function=x^2+3y", "point=(1,2)", "direction=(3,4)", "--language", "de"]
    assert main([*given, "--working", "grad f(1;2) = (2; (1 + 2))\nu = (0,6; 0,8)"]) == 0
    said = capsys.readouterr().out
    assert "grad f(1, 2)" in said
    assert "u = (0,6; 0,8)" in said
    assert not re.search(r"\b(the|line|Marks|Follows)\b", said)


@pytest.mark.parametrize(("formula", "shown"), [("0.5", "0,5"), ("12", "12")])
def test_a_decimal_has_the_mark_of_the_language(formula, shown):
    with speaking("de"):
        assert text(native(Number(formula))) == shown
    assert text(native(Number(formula))) == formula


def test_a_phrase_that_is_missing_is_never_passed_over():
    figure = Figure(None, (Text("The whale is heavy."),), ())
    with speaking("de"):
        for lacking in (lambda: word("A phrase that nobody has."), lambda: localized((figure,)), lambda: setting("whale", 1)):
            with pytest.raises(Untranslated):
                lacking()
        assert message("A phrase that nobody has. This is not right yet.") == "A phrase that nobody has. This is not right yet."
    assert localized((Paragraph((Math(Number("0.5")),)), Display((Number("0.5"),)))) == (
        Paragraph((Math(Number("0.5")),)),
        Display((Number("0.5"),)),
    )


def test_blocks_that_are_shared_are_found_by_their_own_file():
    assert package_blocks("gradient") >= {"statement", "intro"}


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("center_of_mass", {"region": "disc radius 3"}, "Bestimme den Schwerpunkt der Kreisscheibe um den Ursprung mit dem Radius 3."),
        ("average_value", {"function": "x", "region": "ball radius 3"}, "über die Kugel um den Ursprung"),
        ("area", {"region": ["in the first quadrant", "x + 2y <= 2"]}, "das Gebiet in dem ersten Quadranten und mit"),
    ],
)
def test_a_region_in_german_is_declined(kind, fields, said):
    with speaking("de"):
        page = narrate(derive(read_problem(Record("test", kind, fields)), topic(kind)))
        assert said in " ".join(fragment(page).split())


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("a.toml, problem 2: the field kind is missing", "a.toml, Aufgabe 2: das Feld kind fehlt"),
        (
            "problem 1, field point: 3 coordinates, but 2 letters in the function. List the variables.",
            "Aufgabe 1, Feld point: 3 Koordinaten, aber 2 Buchstaben in der Funktion. Zähle die Variablen auf.",
        ),
        (
            "a.toml: this is not TOML: Invalid value (at line 3, column 12)",
            "a.toml: das ist kein TOML: das ist kein Wert (Zeile 3, Spalte 12)",
        ),
        ("a.toml, problem 2: nobody knows this phrase", "a.toml, Aufgabe 2: nobody knows this phrase"),
    ],
)
def test_a_message_is_said_with_its_place(said, meant):
    with speaking("de"):
        assert message(said) == meant


def test_a_set_that_cannot_be_read_is_told_of_in_the_language_that_was_asked_for(tmp_path, capsys):
    (tmp_path / "set.toml").write_text("[[problem]]\nkind = gradient\n", encoding="utf-8")
    assert main(["solve", str(tmp_path / "set.toml"), "--language", "de"]) == 2
    assert "das ist kein TOML" in capsys.readouterr().err
    assert main(["ask", "find the wobble", "--language", "de"]) == 1
    assert "Ich verstehe nicht" in capsys.readouterr().err
    assert main(["picture", "function=x^2 - y^2", "-o", str(tmp_path / "p.md"), "--language", "de"]) == 0
    assert "Werte von ungefähr" in (tmp_path / "p.md").read_text(encoding="utf-8")
