"""The page of a shared source shows everything that rests on it: items of cases, and essays."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from examples import TESTS, TODAY, make_project

from casebook.book import link_book
from casebook.check import check_project
from casebook.render import Renderer
from casebook.render.pages.sources import render_source_pages

REPORT = """\
id: report
title: A report on kitchens
publisher: The University of Example
published: "2021"
kind: report
language: en
"""
ESSAYS = """\
id: questions
essays:
  - about: who-cooks
    title: Who cooks when the money ends?
    paragraphs:
      - text: "The neighbours do."
        evidence: [report#p.3]
"""


@pytest.mark.parametrize("case", [False, True], ids=["an essay alone", "an essay and a case"])
def test_an_essay_on_a_source_without_notes_is_shown(tmp_path: Path, case: bool) -> None:
    root = make_project(tmp_path)
    shutil.copytree(TESTS.parent / "schema", root / "schema", ignore=shutil.ignore_patterns("essays"))
    (root / "schema/essays").mkdir()
    (root / "schema/essays/questions.yml").write_text(ESSAYS, encoding="utf-8")
    (root / "cases/_sources/report.yml").write_text(REPORT, encoding="utf-8")
    file = root / "cases/durban/durban-shelter.md"
    if case:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("[daily-paper-2021]", "[daily-paper-2021, report]", 1), encoding="utf-8")
    reading = check_project(root, TODAY)
    assert not reading.diagnostics, reading.diagnostics
    pages = {one.address: one.html for one in render_source_pages(Renderer(link_book(reading), reading.schemas))}
    page = pages["sources/report/"]
    assert re.search(r'<a href="../../questions/#who-cooks">Who cooks when the money ends\?</a>.*p\.3', page, re.DOTALL)
    assert ('href="../../cases/durban-shelter/#the-money-ended"' in page) == case
