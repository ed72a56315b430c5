"""Sentences of a textbook: read to the right kind and fields, or asked back; never read wrongly."""

import json
from collections import Counter
from pathlib import Path

import pytest
from every import over

import tutor
from tutor.cli import main
from tutor.model import Problem
from tutor.reading.problem import read_problem
from tutor.reading.sentences.composed import COMPOSED
from tutor.reading.sentences.notations import READERS
from tutor.reading.sentences.phrase import compiled, slots_of
from tutor.reading.sentences.phrasebook import phrasebook
from tutor.reading.sentences.pieces import LONGEST, formula_like
from tutor.reading.sentences.read import Question, Understood
from tutor.reading.sets import as_record
from tutor.rule import kinds, topic

HERE = Path(__file__).parent
SENTENCES = [json.loads(line) for line in (HERE / "sentences.jsonl").read_text(encoding="utf-8").splitlines()]
ASKED_BACK = (HERE / "no_sentences.txt").read_text(encoding="utf-8").splitlines()
KINDS = sorted({s["kind"] for s in SENTENCES})


def problem(kind: str, fields: dict) -> Problem:
    return read_problem(as_record({"kind": kind, **fields}, "1"))


@over("kind", KINDS)
def test_a_sentence_is_read_to_its_kind_and_fields(kind):
    for row in (s for s in SENTENCES if s["kind"] == kind):
        found = tutor.ask(row["sentence"])
        assert isinstance(found, Understood), (row["sentence"], found)
        own, wanted = problem(found.kind, found.fields), problem(kind, row["fields"])
        assert (own.kind, own.given, own.variables) == (wanted.kind, wanted.given, wanted.variables), row["sentence"]


def test_every_kind_is_asked_for_in_two_ways_or_more():
    counted = Counter(s["kind"] for s in SENTENCES)
    assert set(counted) == set(kinds())
    assert min(counted.values()) >= 2
    assert len(SENTENCES) >= 200


@over("sentence", ASKED_BACK)
def test_what_is_not_understood_whole_is_asked_back(sentence):
    found = tutor.ask(sentence)
    assert isinstance(found, Question)
    assert found.text


def test_two_questions_in_one_sentence_are_asked_one_at_a_time():
    found = tutor.ask("Find the divergence and the curl of (x y, y z, z x).")
    assert (found.text, [c.kind for c in found.choices]) == ("This asks two things. Which comes first?", ["divergence", "curl"])
    assert {str(c.fields) for c in found.choices} == {"{'field': '(x y, y z, z x)'}"}


@over("row", SENTENCES[::40])
def test_a_word_more_is_never_passed_over(row):
    words = row["sentence"].split()
    for k in range(1, len(words)):
        found = tutor.ask(" ".join([*words[:k], "perhaps", *words[k:]]))
        assert isinstance(found, Question), (k, found)


def test_every_field_of_a_phrase_is_one_of_its_kind():
    for asking in phrasebook():
        fields = {f.name for f in topic(asking.kind).fields}
        for slot in slots_of(asking.phrase):
            assert slot in fields or slot in READERS or (slot.partition(".")[0] in (*COMPOSED, "1", "2")), (asking.kind, slot)
    assert {a.kind for a in phrasebook()} == set(kinds())


@pytest.mark.parametrize("text", ["find (x", "find x)", "find [a|b", "@nothing"])
def test_a_phrase_that_is_not_well_written_is_refused(text):
    with pytest.raises((ValueError, KeyError)):
        compiled(text, {})


@over(
    "text",
    ["", "x" * (LONGEST + 1), "find " * 290, "( " * 200, f"find the gradient of {'(' * 140}x{')' * 140}", "let " * 100 + "find it",
     "find the gradient of x at 1 at 2 at 3 at 4 at 5 at 6 at 7 if a = 1 if b = 2 for c = 3 with d = 4 where e = 5",
     "\x00\x1b[31m $ $$ \\(",
     "Find the gradient of __import__('os').system('id')", "Find the gradient of {{ 7 * 7 }}"],
)  # fmt: skip
def test_hostile_sentences_are_asked_back_at_once(text):
    assert isinstance(tutor.ask(text), Question)


@over(
    ("formula", "asked"),
    [("sin x", ["derivative", "integral"]), ("f(x, y) = x^2 y", ["gradient", "critical_points", "hessian", "total_differential"]),
     ("<2xy, x^2>", ["divergence", "curl", "potential"]), ("x^2 + y^2 = 25", ["implicit_derivative"]),
     ("x^2 + y^2 + z^2 = 9", ["implicit_derivative", "tangent_plane"])],
)  # fmt: skip
def test_of_a_formula_alone_it_is_asked_what_is_to_be_found(formula, asked):
    found = tutor.ask(formula)
    assert (found.text, [choice.kind for choice in found.choices]) == ("What is to be found?", asked)
    assert all(choice.fields for choice in found.choices)


def test_a_formula_alone_that_cannot_be_read_says_where():
    assert tutor.ask("((x + 1").text == "This formula cannot be read (at character 2): The bracket '(' is never closed."
    assert "too large" in tutor.ask("10^10^10").text


def test_words_are_no_products_of_letters():
    assert not any(map(formula_like, ("at", "since", "secant", "with", "point", "max")))
    assert all(map(formula_like, ("xy", "x^2", "sin", "3xyz", "$at$", "2x)", "\\sin", "θ")))


def test_the_command_says_what_it_understood_and_solves_it(capsys):
    assert main(["ask", "find the gradient of x^2 y at (1, 2)"]) == 0
    out = capsys.readouterr().out
    understood, typed, *_ = out.splitlines()
    assert understood == "Understood as Gradient: function = x^2 y; point = (1, 2)"
    assert typed == "  tutor solve gradient function='x^2 y' point='(1, 2)'"
    assert "│ ∇f(1, 2) = ⟨4, 1⟩ │" in out


def test_the_command_asks_back(capsys):
    assert main(["ask", "maximize x y"]) == 1
    assert capsys.readouterr().err == "tutor: Still to be said: constraints.\n  tutor solve lagrange goal=max objective='x y'\n"


def test_a_reading_for_programs(capsys):
    assert main(["ask", "find dz/dt if z = x y, x = t and y = t^2", "--read-only", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["kind"], found["question"], found["choices"]) == ("chain_rule", None, [])
    assert found["fields"] == {"outer": "x y", "inner": {"x": "t", "y": "t^2"}, "with_respect_to": "t"}
    assert main(["ask", "find the area", "--read-only", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["question"]
