"""What the fields of a set and of every problem are for, in words: the reference is written from this."""

from __future__ import annotations

OF_A_SET = {
    "title": "stands over the page",
    "course": "stands above the title",
    "author": "who made the set",
    "due": "a text: when it is handed in",
    "instructions": "what holds for all problems; the total of the marks is put behind it",
    "language": 'the language of the pages, as "de"; else English',
    "style": "a table: paper, font_size, accent, institution, footer",
    "tolerance": "{ relative = 0.01 } or { absolute = 0.5 }: how far a decimal answer may be off, for all problems",
    "domain": '"ignored": an answer may lose a part of the domain of the right one',
    "feedback": '"none", "verdict", "mistake" or "full": how much is said of an answer',
    "mistakes": "{ sign_slip = 0.5 }: what a named mistake still earns, as a share of the marks",
    "problem": "the problems, each below its own [[problem]]",
}
OF_A_PROBLEM = {
    "id": "how commands and files of answers name it; else its number",
    "kind": "what is asked: see the kinds",
    "title": "stands over the problem",
    "statement": "the question in your words, with $...$ round mathematics; else the tutor words it. {a} is the value of a parameter",
    "variables": "the variables in their order, where they cannot be read off",
    "marks": "what it is worth",
    "space": 'room to work in: a number of lines, or "third", "half" or "page"',
    "parts": "a list of problems with what they share above them; the ids are those of the problem with .a, .b, ...",
    "parameters": "{ a = [1, 2, 3], b = { from = -4, to = 4, except = [0] } }: drawn for each version of a sheet",
    "where": "['a != b']: which values of the parameters go together",
    "assume": '{ r = "positive", n = "integer" }: what holds for a letter; it is real unless said otherwise',
    "expected": "the answer as a student would type it; where it is given, tests of the bank hold the tutor's to it",
    "wrong": "a list of { answer, mistake, feedback, credit }: wrong answers that you foresee",
    "source": "where it is from; for you",
    "log_base": "the base of log; else e",
    "complex": "true where i is the imaginary unit",
    "exceptions": "[{ at = [0, 0], value = 0 }]: values at single points, of a kind with a function",
    "tolerance": "as in the set, for this problem",
    "domain": "as in the set, for this problem",
    "feedback": "as in the set, for this problem",
    "mistakes": "as in the set, for this problem",
}
