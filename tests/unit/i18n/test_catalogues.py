"""Both catalogues are complete: same keys, nothing unused, nothing missing, a sentence for every error code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

from console.i18n.language import Language
from console.qt.resources import load_translator, resource_text
from console.ui.messages import message_key

CONSOLE = Path(__file__).resolve().parents[3] / "console"
# Codes that tables hand to KnownError, and codes that reach a tile or an event without ever being raised.
FACTORY_FILES = (
    "base/os_errors.py",
    "media/addresses.py",
    "media/inbox.py",
    "media/nursery_keeper.py",
    "media/supervisor.py",
    "media/worker/camera_errors.py",
    "media/worker/saving.py",
    "net/failures.py",
    "net/transport.py",
    "server/problems.py",
    "store/failures.py",
)
CODE = re.compile(r"(auth|camera|centre|directory|disk|evidence|keyring|media|net|request|store|worker)\.[a-z_]+")
TOLD_ELSEWHERE = ("upload.", "directory.", "events.", "handoff.", "live.")
"""Refusals of the centre that the upload, the directory, the push feed and the police's systems act on by themselves, and
those of the live view, which only the police page opens and has words for."""
NOT_CODES = {"auth.session", "auth.token"}
"""Names that look like codes: cut out of the above once their files say them otherwise."""


@cache
def _messages(language: Language) -> dict[str, fluent.Message]:
    resource = FluentParser().parse(resource_text("i18n", f"{language.value}.ftl"))
    assert not [entry for entry in resource.body if isinstance(entry, fluent.Junk)]
    return {entry.id.name: entry for entry in resource.body if isinstance(entry, fluent.Message)}


def _shape(message: fluent.Message) -> tuple[set[str], set[str]]:
    """Attributes, and the variables used in the whole message."""
    variables = {node.id.name for node in _nodes(message) if isinstance(node, fluent.VariableReference)}
    return {attribute.id.name for attribute in message.attributes}, variables


def _nodes(node: object) -> Iterator[object]:
    yield node
    children = vars(node).values() if isinstance(node, fluent.BaseNode) else ()
    for child in children:
        for one in child if isinstance(child, list) else [child]:
            if isinstance(one, fluent.BaseNode):
                yield from _nodes(one)


@cache
def _trees() -> list[tuple[Path, ast.Module]]:
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(CONSOLE.rglob("*.py"))]


@cache
def _constants(tree: ast.AST) -> set[str]:
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@cache
def _raised_codes() -> set[str]:
    codes: set[str] = set()
    for path, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "KnownError" and node.args:
                codes |= {text for text in _constants(node.args[0]) if "." in text}
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal" and len(node.args) > 1:
                # They reach a console as KnownError with the centre's own code.
                codes |= {text for text in _constants(node.args[1]) if not text.startswith(TOLD_ELSEWHERE)}
        if str(path.relative_to(CONSOLE)) in FACTORY_FILES:
            codes |= {text for text in _constants(tree) if CODE.fullmatch(text)}
    return codes - NOT_CODES


@pytest.mark.parametrize("language", Language)
def test_no_key_has_two_texts(language: Language) -> None:
    """The first one would be shown in both places, unnoticed."""
    resource = FluentParser(with_spans=False).parse(resource_text("i18n", f"{language.value}.ftl"))
    known: dict[str, fluent.Message] = {}
    doubled = [
        entry.id.name
        for entry in resource.body
        if isinstance(entry, fluent.Message) and not known.setdefault(entry.id.name, entry).equals(entry)
    ]
    assert doubled == []


def test_both_catalogues_have_the_same_keys_attributes_and_variables() -> None:
    indonesian, english = (_messages(language) for language in Language)

    assert indonesian.keys() == english.keys()
    assert {key: _shape(message) for key, message in indonesian.items()} == {
        key: _shape(message) for key, message in english.items()
    }


def test_every_text_asked_for_exists() -> None:
    known = _messages(Language.INDONESIAN)
    asked = {
        node.args[0].value
        for path, tree in _trees()
        if path.parts[len(CONSOLE.parts)] in ("app", "cli", "ui", "widgets")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and (getattr(node.func, "id", "") == "text" or getattr(node.func, "attr", "") == "text")
        and isinstance(node.args[0].value, str)
    }

    assert len(asked) > 40
    assert asked - known.keys() == set()


def test_every_text_is_used() -> None:
    constants: set[str] = set()
    beginnings: set[str] = set()
    for _path, tree in _trees():
        constants |= _constants(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginnings.add(str(node.values[0].value))
    beginnings |= {text for text in constants if text.endswith("-")}
    prefixes = tuple(text for text in beginnings if re.fullmatch(r"[a-z-]+-", text) and text != "error-")
    unused = {
        key
        for key in _messages(Language.INDONESIAN)
        if key not in constants and not key.startswith((*prefixes, "error-"))
    }

    assert unused == set()


def test_every_error_code_has_a_sentence_with_advice() -> None:
    known = _messages(Language.ENGLISH)
    codes = _raised_codes()

    assert {"scope.denied", "request.invalid", "id_conflict"} <= codes
    assert len(codes) > 60
    assert {code for code in codes if message_key(code) not in known} == set()
    lacking = [code for code in codes if not {"do"} <= _shape(known[message_key(code)])[0]]
    assert lacking == []


def test_no_sentence_is_left_for_a_code_that_nobody_raises() -> None:
    raised = {message_key(code) for code in _raised_codes()} | {"error-unknown", "error-bug"}
    all_codes = {message_key(text) for _path, tree in _trees() for text in _constants(tree) if "." in text}

    stale = {key for key in _messages(Language.ENGLISH) if key.startswith("error-")} - raised - all_codes

    assert stale == set()


@pytest.mark.parametrize("language", list(Language))
def test_what_happened_needs_no_parameter_where_only_the_code_is_kept(language: Language) -> None:
    translator = load_translator(language)
    short = (
        "camera.",
        "net.",
        "disk.",
        "media.",
        "worker.",
        "evidence.",
        "auth.",
        "store.busy",
        "store.in_use",
        "centre.busy",
        "centre.error",
    )

    for code in sorted(code for code in _raised_codes() if code.startswith(short)):
        assert translator.text(message_key(code)).endswith("."), code
