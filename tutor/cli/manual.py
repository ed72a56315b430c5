"""`tutor kinds` and `tutor rules`: the manual, from the kinds and rules themselves."""

from __future__ import annotations

import argparse


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands and their options."""
    kinds = verbs.add_parser("kinds", help="the problem kinds, or the fields of one")
    kinds.add_argument("kind", nargs="?")
    kinds.set_defaults(run=_kinds)

    rules = verbs.add_parser("rules", help="the rules, or the manual page of one")
    rules.add_argument("rule", nargs="?")
    rules.set_defaults(run=_rules)


def _kinds(options: argparse.Namespace) -> int:
    from tutor.desk.manual import kind_page, kinds_page

    print(kinds_page() if options.kind is None else kind_page(options.kind))
    return 0


def _rules(options: argparse.Namespace) -> int:
    from tutor.desk.manual import rule_page, rules_page

    print(rules_page() if options.rule is None else rule_page(options.rule))
    return 0
