"""Sets and files of a class: mutated ones are refused or read, and the same rows in other clothes read the same."""

import csv
import io
import json
import random
from collections.abc import Callable
from pathlib import Path

from fuzz_text import PIECES, Contradiction, formula, mutated

from tutor.desk.asked import asked as question_of
from tutor.desk.classwork.problems import Problems
from tutor.desk.classwork.rows import Broken, Row, answers, rows
from tutor.errors import TutorError
from tutor.reading.problem import read_problem
from tutor.reading.sets import SHORT_ANSWER, load_set

SET = """title = "Quiz"
[[problem]]
id = "p"
kind = "gradient"
function = 'x^2 y + sin x'
point = [1, 2]
marks = 4
[[problem]]
kind = "short_answer"
statement = 'What is $1 + x$?'
answer = { type = "expression", value = '1 + x' }
[[problem]]
kind = "chain_rule"
outer = 'x^2 y'
inner = { x = 'cos t', y = 'sin t' }
with_respect_to = "t"
[[problem]]
id = "drawn"
function = 'a x^2 + y'
parameters = { a = [1, 2, 3], b = { from = -4, to = 4, except = [0] } }
where = ['a != b']
parts = [{ kind = "gradient", marks = 1 }, { kind = "hessian", expected = '[[2a, 0], [0, 0]]' }]
"""
TABLE = 'student,problem,answer\nann,1,"(1, 2)"\nbob,1,x + y\n"cy, d",2,"say ""no"""\neve,1,"over\ntwo lines"\n'
WIDE = (
    'Surname;First name;Email address;Response 1;Response 2\nDoe;Ann;a@b.c;"(1; 2)";x\nRoe;Bo;b@b.c;;"y"\n',
    '"Timestamp","Your name","1. Find the gradient","2. What is $1 + x$?"\n"2026/01/01","Ann","(2x, y)","1 + x"\n',
    "sep=;\r\nstudent;attempt;p;2\r\nann;1;(1, 2);x\r\nann;2;(2, 1);x+1\r\n",
    'name,id,sis_id,101: Gradient,1.0,102: Sum,1.0,n correct\nAnn,7,s7,"(2x, y)",1.0,x + 1,0.0,1\n',
)
MARKS = [
    *('"', "'", '"""', "'''", ",", "\n", "\r", "\r\n", "[", "]", "[[", "]]", "{", "}", "=", ".", "\\", "#", "\0", "\ufeff", "é", ";", "\t"),
    *("1e999", "9" * 50, "9" * 5000, "a." * 30, "[" * 60, "&lt;", "sep=;\n", "=cmd|' /C calc'!A0"),
]  # fmt: skip
PROBLEMS = Problems(["p", "2", "3"], [("Find the gradient", "p"), ("What is $1 + x$?", "2")])


def sets(draw: random.Random, folder: Path) -> tuple[str, Callable[[], str]]:
    lines = draw.random() < 0.3
    text = json.dumps({"kind": "gradient", "function": "x y", "point": [1, 2.5]}) + "\n" if lines else SET
    text = mutated(draw, text * draw.randint(1, 2), [*MARKS, *PIECES])
    path = folder / f"s.{'jsonl' if lines else 'toml'}"

    def run() -> str:
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            found = load_set(path)
        except TutorError as error:
            str(error)
            return "refused"
        for record in found.records:
            try:
                question_of(record) if record.kind == SHORT_ANSWER else read_problem(record)
            except TutorError as error:
                str(error)
        return "read"

    return repr(text), run


def spelled(draw: random.Random, value: object) -> str:
    """A value of TOML in one of its spellings."""
    match value:
        case str() if "'" not in value and draw.random() < 0.6:
            return draw.choice((f"'{value}'", f"'''{value}'''"))
        case str():
            return draw.choice((json.dumps(value), f'"""\\\n  {json.dumps(value)[1:-1]}"""'))
        case dict():
            return "{ " + ", ".join(f"{draw.choice((name, json.dumps(name)))} = {spelled(draw, v)}" for name, v in value.items()) + " }"
        case list():
            between = draw.choice((", ", ",\n  ", " , # more\n"))
            return (
                "[" + between.join(spelled(draw, v) for v in value) + draw.choice(("", "\n" if value else "", ",\n" if value else "")) + "]"
            )
    return str(value)


def twin_sets(draw: random.Random, folder: Path) -> tuple[str, Callable[[], str]]:
    """The same problems as TOML and as JSON lines."""
    wanted: list[dict[str, object]] = []
    for k in range(draw.randint(1, 4)):
        row: dict[str, object] = {"id": draw.choice((f"p{k}", f"é {k}", f"ü-{k}")), "kind": "gradient", "function": formula(draw, 2)}
        more = {"point": [draw.randint(-9, 9), formula(draw, 0)], "marks": draw.randint(0, 9), "variables": ["x", "y"], "point ": None}
        row |= {name: v for name, v in more.items() if v is not None and draw.random() < 0.4}
        if draw.random() < 0.3:
            row |= {"point": {"y": draw.randint(1, 9), "x": "\\frac{1}{2}"}}
        wanted.append(row)
    head = draw.choice(("", "\ufeff")) + draw.choice(("", "title = 'A set'\n", "# a word\n\n"))
    lines = "".join(
        "[[problem]]\n" + "".join(f"{n} = {spelled(draw, v)}\n" for n, v in row.items()) + draw.choice(("", "\n")) for row in wanted
    )
    texts = {"toml": (head + lines).replace("\n", draw.choice(("\n", "\r\n"))), "jsonl": "".join(json.dumps(row) + "\n" for row in wanted)}

    def run() -> str:
        read = []
        for suffix, text in texts.items():
            path = folder / f"twin.{suffix}"
            path.write_bytes(text.encode())
            read.append([(r.id, r.kind, dict(r.fields)) for r in load_set(path).records])
        if read[0] != read[1]:
            raise Contradiction(f"two sets: {read}"[:600])
        return "the same"

    return repr(texts["toml"]), run


def classes(draw: random.Random, folder: Path) -> tuple[str, Callable[[], str]]:
    lines = draw.random() < 0.25
    text = '{"student": "a", "problem": "1", "answer": "(1, 2)"}\n' * 3 if lines else draw.choice((TABLE, *WIDE))
    data = mutated(draw, text, MARKS, 8).encode(draw.choice(("utf-8", "utf-8", "utf-8", "utf-16")), "surrogatepass")
    if draw.random() < 0.3:
        k = draw.randrange(len(data))
        data = data[:k] + draw.randbytes(draw.randint(1, 4)) + data[k:]
    path = folder / f"a.{'jsonl' if lines else draw.choice(('csv', 'csv', 'tsv'))}"
    columns = draw.choice((None, None, None, "p=Response 1,2=Response 2", mutated(draw, "p=4,2=5", MARKS)))
    attempts = draw.choice((None, "last", "first", "best"))

    def run() -> str:
        path.write_bytes(data)
        try:
            found = list(answers(path, PROBLEMS, columns, attempts).stream)
        except TutorError as error:
            str(error)
            return "refused"
        if not all(isinstance(r, Row | Broken) for r in found):
            raise Contradiction("a row that is none")
        return "read"

    return f"{data!r} {columns!r} {attempts!r}", run


CELLS = (
    "ann",
    "Ö. Müller",
    "a, b",
    'say "no"',
    "over\ntwo lines",
    "(1; 2)",
    "x² + y",
    "<2xy, x^2>",
    "-7",
    "=1+1",
    "\ttab",
    "",
    "o'neil",
    "\\frac{1}{2}",
)


def twin_classes(draw: random.Random, folder: Path) -> tuple[str, Callable[[], str]]:
    """The same rows as a table of some dialect and as JSON lines."""
    wanted = [(draw.choice(CELLS[:5]), draw.choice(("p", "2", "3")), draw.choice(CELLS)) for _ in range(draw.randint(1, 6))]
    out = io.StringIO()
    writer = csv.writer(
        out,
        delimiter=draw.choice(",;\t"),
        quoting=draw.choice((csv.QUOTE_ALL, csv.QUOTE_MINIMAL)),
        lineterminator=draw.choice(("\n", "\r\n")),
    )
    order = draw.sample(range(3), 3)
    writer.writerow([("student", "problem", "answer")[k] for k in order])
    writer.writerows([row[k] for k in order] for row in wanted)
    table = out.getvalue().encode(draw.choice(("utf-8", "utf-8-sig", "utf-16")))
    lines = "".join(json.dumps(dict(zip(("student", "problem", "answer"), row, strict=True))) + "\n" for row in wanted).encode()

    def run() -> str:
        read = []
        for name, data in (("t.csv", table), ("t.jsonl", lines)):
            (folder / name).write_bytes(data)
            read.append([(r.student, r.problem, r.answer.replace("\r\n", "\n")) if isinstance(r, Row) else r for r in rows(folder / name)])
        if read[0] != read[1]:
            raise Contradiction(f"two classes: {read}"[:600])
        return "the same"

    return repr(table), run
