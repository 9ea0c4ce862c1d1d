"""The commands with which something comes into the book: new, import, from-issue, review."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from casebook.book import link_book
from casebook.check import check_project
from casebook.diagnostics import render_text
from casebook.files import FieldPath
from casebook.taking.asking import Judge, ask_for_case, make_source_id, put_answer
from casebook.taking.columns import propose_columns, read_columns, write_columns
from casebook.taking.event import read_event, read_message
from casebook.taking.message import answer_message
from casebook.taking.placing import TakingError, make_place, write_at
from casebook.taking.reading_cells import Heard, hear
from casebook.taking.reviewing import review_cases
from casebook.taking.sheet import read_sheets
from casebook.taking.stub import list_missing, write_stub
from casebook.taking.table import report_table, take_table
from casebook.text.wording import join_words, quote
from casebook.usage import CLEAN, PROBLEMS, CommandError, add_root, find_root, read_project, tell
from casebook.writing import write_case

__all__ = ["add_from_issue", "add_import", "add_new", "add_review"]


def _put_report(options: argparse.Namespace, report: str) -> None:
    if options.report is None:
        sys.stdout.write(report)
        return
    try:
        Path(options.report).write_text(report, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"Cannot write {quote(options.report, 200)}: {error.strerror}.") from error


def _run_from_issue(options: argparse.Namespace) -> int:
    root = find_root(options.root)
    return _answer(
        options, read_event(Path(options.event)), root, Path(options.to) if options.to else root, replace=True
    )


def _answer(options: argparse.Namespace, message: str, root: Path, to: Path, *, replace: bool) -> int:
    answer = answer_message(message, root, to, replace=replace)
    _put_report(options, answer.report)
    # a job reads from here where the file is; nothing of what a stranger wrote stands beside it
    if options.report is not None and answer.place:
        sys.stdout.write(f"{answer.place}\n")
    return CLEAN if answer.is_clean else PROBLEMS


def add_from_issue(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command from-issue."""
    parser = commands.add_parser("from-issue", help="take the case file out of an issue, and answer")
    parser.add_argument("event", metavar="EVENT.json", help="the event as the forge gives it to a job")
    parser.add_argument("--to", metavar="DIR", help="the folder in which cases/ shall hold it (default: the project)")
    parser.add_argument("--report", metavar="FILE", help="where the answer goes, as Markdown (default: the output)")
    add_root(parser)
    parser.set_defaults(run=_run_from_issue)


def _run_import(options: argparse.Namespace) -> int:
    root, file = find_root(options.root), Path(options.file)
    to = Path(options.to)
    if file.suffix.lower() in (".md", ".markdown", ".txt", ".eml"):
        return _answer(options, read_message(file), root, to, replace=False)
    reading, schemas = read_project(root)
    tree = schemas.trees["case"]
    sheets = read_sheets(file)
    beside = file.with_name(f"{file.stem}-columns.yml")
    columns = read_columns(Path(options.mapping), tree) if options.mapping else propose_columns(sheets, tree)
    taken = take_table(sheets, columns, root, schemas, reading.vocabularies)
    if not options.mapping and not options.dry_run:
        if os.path.lexists(beside):
            tell(f"{beside} is there already and was not touched. Give it with --mapping to use it.")
        else:
            beside.write_text(write_columns(columns), encoding="utf-8")
            tell(f"{beside} says which column became which field. Correct it, and give it back with --mapping.")
    elif options.dry_run and not options.mapping:
        sys.stdout.write(write_columns(columns))
    _put_report(options, report_table(taken, file.name))
    refused = 0
    for case in taken.cases if not options.dry_run else ():
        try:
            write_at(to, case.place, case.text)
        except TakingError as error:
            refused += 1
            tell(str(error))
    is_clean = not taken.left and not taken.broken and not refused and not taken.notes
    return CLEAN if is_clean else PROBLEMS


def add_import(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command import."""
    parser = commands.add_parser(
        "import", help="make cases of a table (CSV, XLSX), or place a file that the form wrote"
    )
    parser.add_argument("file", metavar="FILE", help="the table, or the file of a case as it came")
    parser.add_argument(
        "--to", metavar="DIR", default="imported", help="the folder in which cases/ shall hold them (default: imported)"
    )
    parser.add_argument("--mapping", metavar="FILE", help="which column is which field (default: it is proposed)")
    parser.add_argument("--report", metavar="FILE", help="where the report goes, as Markdown (default: the output)")
    parser.add_argument("--dry-run", action="store_true", help="only say what would become of it")
    add_root(parser)
    parser.set_defaults(run=_run_import)


_NEW_FLAGS: tuple[tuple[str, FieldPath, str], ...] = (
    ("--title", ("title",), "what happened, in plain words"),
    ("--summary", ("summary",), "the case in one sentence"),
    ("--city", ("city", "name"), "the city's name"),
    ("--country", ("city", "country"), "its country, as two letters or by name"),
    ("--latitude", ("city", "latitude"), "for a city that GeoNames does not know"),
    ("--longitude", ("city", "longitude"), "the same"),
    ("--from", ("period", "from"), "when it began"),
    ("--until", ("period", "to"), "when it ended: a date, ongoing or unknown"),
    ("--language", ("language",), "the language the case is written in (default: English)"),
    ("--source", ("sources", 0, "title"), "the title of a source"),
    ("--publisher", ("sources", 0, "publisher"), "who published the source"),
    ("--published", ("sources", 0, "published"), "when it was published"),
    ("--kind", ("sources", 0, "kind"), "what kind of source it is"),
    ("--source-language", ("sources", 0, "language"), "the language of the source"),
    ("--url", ("sources", 0, "url"), "its address on the web"),
)
"""What can be said without being asked: the flag, the field, what it is."""


def _run_new(options: argparse.Namespace) -> int:
    root = find_root(options.root)
    reading, schemas = read_project(root)
    tree, vocabularies = schemas.trees["case"], reading.vocabularies
    facts: dict[str, Any] = {}
    for flag, path, _ in _NEW_FLAGS:
        if (said := getattr(options, flag[2:].replace("-", "_"))) is not None:
            field = tree.at(path)
            heard = hear(said, field, vocabularies) if field else Heard()
            if heard.value is None:
                raise CommandError(f"{flag}: {'. '.join(heard.left)}.")
            put_answer(facts, path, heard.value)
    judge = Judge(root, tree)
    for path in (("city", "country"), ("city", "name")):
        if path[1] in facts.get("city", {}) and (problems := judge.judge(facts, path)):
            raise CommandError(f"{problems[0].message} {problems[0].help}")
    if sys.stdin.isatty():
        try:
            ask_for_case(facts, tree, vocabularies, judge, input, sys.stdout.write)
        except (KeyboardInterrupt, EOFError):
            sys.stdout.write(f"\n\nThis is what was said:\n\n{write_case(facts, '', tree)}")
            return PROBLEMS
    for source in facts.get("sources", ()):
        source.setdefault("id", make_source_id(source))
    place = make_place(facts, id=options.id or "")
    if not place:
        raise CommandError("A case needs a name for its file: give --title, or --id.")
    write_at(root, place, write_stub(facts, tree, vocabularies, place))
    sys.stdout.write(f"{place}\n")
    if missing := list(list_missing(facts, tree)):
        tell(f"Still to be filled in, and the checker will name them: {join_words(missing)}.")
        return PROBLEMS
    found = [one for one in check_project(root).diagnostics if one.path == place]
    sys.stdout.write(render_text(found, [place]))
    return PROBLEMS if any(one.severity == "error" for one in found) else CLEAN


def add_new(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command new."""
    parser = commands.add_parser("new", help="begin a case: asks for what it must say, and writes a commented file")
    for flag, _, help in _NEW_FLAGS:
        parser.add_argument(flag, metavar="TEXT", help=help)
    parser.add_argument("--id", metavar="NAME", help="what the file is called (default: it is made of the title)")
    add_root(parser)
    parser.set_defaults(run=_run_new)


def _run_review(options: argparse.Namespace) -> int:
    root = find_root(options.root)
    paths = list(options.paths)
    if options.listed:
        try:
            # a name is a stranger's text too: it may hold anything but the sign that ends it
            paths += Path(options.listed).read_text(encoding="utf-8", errors="replace").split("\0")
        except OSError as error:
            raise CommandError(f"Cannot read {quote(options.listed, 200)}: {error.strerror}.") from error
    reading, _ = read_project(root)
    _put_report(options, review_cases(reading, link_book(reading), [path for path in paths if path]))
    return CLEAN


def add_review(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command review."""
    parser = commands.add_parser("review", help="say what a change to some cases means: for whoever decides on it")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="the files of the change, relative to the project")
    parser.add_argument(
        "--listed",
        metavar="FILE",
        help="a file with more of them, each ended by NUL, as git diff -z --name-only writes it",
    )
    parser.add_argument("--report", metavar="FILE", help="where it goes, as Markdown (default: the output)")
    add_root(parser)
    parser.set_defaults(run=_run_review)
