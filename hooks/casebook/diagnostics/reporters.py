"""How problems are written down: for people, for programs, for GitHub, for test reports."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from casebook.diagnostics.problem import CODES, Diagnostic
from casebook.text.wording import number_of

__all__ = ["REPORTERS", "render_github", "render_json", "render_junit", "render_text", "say_counts"]


def say_counts(diagnostics: Iterable[Diagnostic]) -> str:
    """How many errors and warnings there are, as 2 errors and 1 warning; empty where there is none."""
    counted = Counter(one.severity for one in diagnostics)
    return " and ".join(number_of(counted[one], one) for one in ("error", "warning") if counted[one])


def _one_line(text: str, kept: str = "") -> str:
    """A text without anything that a terminal would obey, but for what is kept to be escaped otherwise."""
    return "".join(c if c.isprintable() or c in kept else f"<U+{ord(c):04X}>" for c in text)


def render_text(diagnostics: Sequence[Diagnostic], checked_paths: Sequence[str]) -> str:
    """For people: each problem with its place and what to do, and a count at the end."""
    lines = []
    for one in diagnostics:
        lines.append(_one_line(f"{one.path}:{one.line}:{one.column}: {one.severity}[{one.code}] {one.message}"))
        if one.help:
            lines.append(_one_line(f"  help: {one.help}"))
    said = say_counts(diagnostics) or "no problem found"
    lines.append(f"{number_of(len(checked_paths), 'file')} checked: {said}.")
    return "\n".join(lines) + "\n"


def render_json(diagnostics: Sequence[Diagnostic], checked_paths: Sequence[str]) -> str:
    """For programs: a list of the problems, each with its `fix` where the right text is certain."""
    keys = ("code", "severity", "path", "line", "column", "message", "help")
    rows = [
        {key: getattr(one, key) for key in keys}
        | ({"fix": {"from": one.fix.old, "to": one.fix.new}} if one.fix else {})
        for one in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _escape_github(text: str, also: str = "") -> str:
    # a log is read in a terminal too
    text = _one_line(text, "\r\n")
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def render_github(diagnostics: Sequence[Diagnostic], checked_paths: Sequence[str]) -> str:
    """For GitHub Actions, which shows each problem beside its line of the pull request."""
    lines = []
    for one in diagnostics:
        properties = {"file": one.path, "line": one.line, "col": one.column, "title": CODES[one.code].title}
        said = ",".join(f"{key}={_escape_github(str(value), ':,')}" for key, value in properties.items())
        message = f"{one.message} {one.help} [{one.code}]"
        lines.append(f"::{one.severity} {said}::{_escape_github(message)}\n")
    return "".join(lines)


def _keep_xml(text: str) -> str:
    """A text without the characters that XML does not allow."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)


def render_junit(diagnostics: Sequence[Diagnostic], checked_paths: Sequence[str]) -> str:
    """For test reports: one test for each checked file, with its errors as failures."""
    by_path: dict[str, list[Diagnostic]] = defaultdict(list)
    for one in diagnostics:
        by_path[one.path].append(one)
    paths = sorted({*checked_paths, *by_path})
    failed = sum(any(one.severity == "error" for one in by_path.get(path, ())) for path in paths)
    suite = ET.Element("testsuite", name="casebook check", tests=str(len(paths)), failures=str(failed), errors="0")
    for path in paths:
        case = ET.SubElement(suite, "testcase", classname="casebook.check", name=_keep_xml(path))
        warnings = []
        for one in by_path.get(path, ()):
            said = _keep_xml(f"{one.path}:{one.line}:{one.column}: {one.message}\n{one.help}")
            if one.severity == "error":
                failure = ET.SubElement(case, "failure", type=one.code, message=_keep_xml(one.message))
                failure.text = said
            else:
                warnings.append(f"[{one.code}] {said}")
        if warnings:
            ET.SubElement(case, "system-out").text = "\n".join(warnings)
    suites = ET.Element("testsuites")
    suites.append(suite)
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"


Reporter = Callable[[Sequence[Diagnostic], Sequence[str]], str]

REPORTERS: Mapping[str, Reporter] = MappingProxyType(
    {"text": render_text, "json": render_json, "github": render_github, "junit": render_junit}
)
"""The reporters by the name of their format."""
