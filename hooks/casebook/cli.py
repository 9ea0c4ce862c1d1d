"""The command line: `casebook check`, `casebook fix` and their sisters.

Each command is one function that adds its own arguments and names what runs; `COMMANDS` lists them. What only some of
them need is loaded when they run: to load what makes the site takes as long as to check a book that has not changed.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from casebook.check import Reading, check_project
from casebook.diagnostics import CODES, REPORTERS, Diagnostic, render_text
from casebook.fixing import fix_project
from casebook.memory import open_memory
from casebook.taking import TakingError
from casebook.taking.commands import add_from_issue, add_import, add_new, add_review
from casebook.text.dates import today
from casebook.text.wording import quote, shorten, show_plainly, suggest
from casebook.usage import CLEAN, PROBLEMS, WRONG_USAGE, CommandError, find_root, read_project, read_site_url, tell
from casebook.usage import add_root as _add_root

__all__ = ["COMMANDS", "main"]


def _select(paths: Sequence[str], root: Path) -> Callable[[str], bool]:
    """A test whether a file, named relative to the project, is among those that were asked for."""
    if not paths:
        return lambda path: True
    wanted = []
    for given in paths:
        # a path is meant from the current folder; one copied from a message is meant from the project
        places = [place for place in (Path.cwd() / given, root / given) if os.path.lexists(place)]
        if not places:
            raise CommandError(f"There is no file or folder {quote(given, 200)}.")
        place = Path(os.path.normpath(places[0]))
        for candidate in (place, place.resolve()):
            if candidate.is_relative_to(root):
                wanted.append(candidate.relative_to(root).as_posix())
                break
        else:
            raise CommandError(f"{quote(given, 200)} lies outside the project {quote(root, 200)}.")
    return lambda path: any(one in (".", path) or path.startswith(f"{one}/") for one in wanted)


def _run_check(options: argparse.Namespace) -> int:
    root = find_root(options.root)
    is_wanted = _select(options.paths, root)
    memory = open_memory(root)
    found = (memory and memory.recall_verdict(today())) or check_project(root, memory=memory)
    diagnostics = [one for one in found.diagnostics if is_wanted(one.path)]
    checked = [path for path in found.checked if is_wanted(path)]
    sys.stdout.write(REPORTERS[options.format](diagnostics, checked))
    if options.paths and not checked:
        raise CommandError("No case and no shared source lies there. Name a file or folder below cases/.")
    return PROBLEMS if any(one.severity == "error" for one in diagnostics) else CLEAN


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("check", help="check all cases, or those named against all")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders to report on (default: all)")
    parser.add_argument(
        "--format", choices=tuple(REPORTERS), default="text", help="how problems are written (default: text)"
    )
    _add_root(parser)
    parser.set_defaults(run=_run_check)


def _run_fix(options: argparse.Namespace) -> int:
    root = find_root(options.root)
    is_wanted = _select(options.paths, root)
    try:
        done = fix_project(root, is_wanted, write=not options.diff)
    except OSError as error:
        raise CommandError(f"The files could not be mended: {error.strerror or error}.") from error
    if options.paths and not done.checked:
        raise CommandError("No case and no shared source lies there. Name a file or folder below cases/.")
    # of a difference nothing but itself goes to where it may be applied from
    said = sys.stderr if options.diff else sys.stdout
    for file in done.files:
        if options.diff:
            sys.stdout.write(file.show_difference())
            sys.stdout.flush()
        said.write("".join(_say_fix("would be mended" if options.diff else "mended", one) for one in file.applied))
    said.write("".join(_say_fix("not mended, as more would be wrong then", one) for one in done.refused))
    said.write(render_text(done.left, done.checked))
    return PROBLEMS if any(one.severity == "error" for one in done.left) else CLEAN


def _say_fix(what: str, one: Diagnostic) -> str:
    old, new = (shorten(show_plainly(text), 80) for text in (one.fix.old, one.fix.new)) if one.fix else ("", "")
    change = f"{old} becomes {new}"
    return f"{show_plainly(one.path)}:{one.line}:{one.column}: {what} [{one.code}]: {change}\n"


def _add_fix(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("fix", help="apply the cures that are certain, and say what is left")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders to mend (default: all)")
    parser.add_argument("--diff", action="store_true", help="only show what would change, as a unified diff")
    _add_root(parser)
    parser.set_defaults(run=_run_fix)


def _run_explain(options: argparse.Namespace) -> int:
    if options.code is None:
        width = max(map(len, CODES))
        for code in CODES.values():
            sys.stdout.write(f"{code.code:{width}}  {code.severity:7}  {code.title}\n")
        return CLEAN
    if options.code not in CODES:
        meant = suggest(options.code, CODES, "`casebook explain` alone lists all codes.", "{}")
        raise CommandError(f"There is no code {quote(options.code)}. {meant}")
    code = CODES[options.code]
    sys.stdout.write(f"{code.code} ({code.severity}): {code.title}\n\n{code.explanation}\n")
    return CLEAN


def _add_explain(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("explain", help="say what a code means and what to do")
    parser.add_argument("code", nargs="?", metavar="CODE", help="a code such as wrong-term (default: list all)")
    parser.set_defaults(run=_run_explain)


def _read_sound(given_root: str | None) -> tuple[Reading, int]:
    """What a project holds without errors, and how many files were left out; it says so on standard error."""
    reading, _ = read_project(find_root(given_root))
    broken = {one.path for one in reading.diagnostics if one.severity == "error"}
    if broken:
        tell(f"{len(broken)} files have errors and are left out; see `casebook check`.")
    return reading, len(broken)


def _run_export(options: argparse.Namespace) -> int:
    from casebook.book import link_book
    from casebook.export import export_book, make_edition, say_left_out

    reading, broken = _read_sound(options.root)
    try:
        edition = make_edition(reading, link_book(reading), url=read_site_url(os.environ))
        written = export_book(edition, Path(options.to))
    except OSError as error:
        raise CommandError(f"Cannot write to {quote(options.to, 200)}: {error.strerror}.") from error
    for path in written:
        sys.stdout.write(f"{path}\n")
    if left_out := say_left_out(edition):
        tell(left_out)
    return PROBLEMS if broken else CLEAN


def _add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("export", help="write the data files, without a site")
    parser.add_argument(
        "--to", metavar="DIR", required=True, help="the folder for the files; it is made if it is not there"
    )
    _add_root(parser)
    parser.set_defaults(run=_run_export)


def _run_stats(options: argparse.Namespace) -> int:
    from casebook.book import link_book
    from casebook.book.coverage import describe_book

    reading, broken = _read_sound(options.root)
    sys.stdout.write(describe_book(link_book(reading)))
    return PROBLEMS if broken else CLEAN


def _add_stats(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("stats", help="count what is there, what rests on the shared sources, and the gaps")
    _add_root(parser)
    parser.set_defaults(run=_run_stats)


def _run_publish(options: argparse.Namespace) -> int:
    from casebook.publish import PublishingError, SettingsError, publish_site

    root = find_root(options.root)
    try:
        problems = publish_site(root, Path(options.to), os.environ, tell)
    except (PublishingError, SettingsError) as problem:
        raise CommandError(str(problem)) from problem
    except OSError as error:
        raise CommandError(f"Cannot write to {quote(options.to, 200)}: {error.strerror or error}.") from error
    if problems:
        sys.stdout.write(render_text(problems, sorted({one.path for one in problems})))
        tell("Nothing was published.")
    return PROBLEMS if problems else CLEAN


def _add_publish(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("publish", help="write the whole site, without the generator")
    parser.add_argument(
        "--to", metavar="DIR", required=True, help="the folder for the site: a new one, an empty one, or that of a site"
    )
    _add_root(parser)
    parser.set_defaults(run=_run_publish)


def _stop(signal_number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _run_release(options: argparse.Namespace) -> int:
    from casebook.releases import ReleaseError, release

    # asked to end, it clears away what it has begun, as it does at Ctrl-C
    signal.signal(signal.SIGTERM, _stop)
    try:
        has_before = release(find_root(options.root), options.generator, tell)
    except ReleaseError as problem:
        tell(str(problem))
        return PROBLEMS
    except KeyboardInterrupt:
        tell("Stopped.")
        return PROBLEMS
    tell("site/ is the new site; `make back` leads to the one before." if has_before else "site/ is the new site.")
    return CLEAN


def _add_release(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "release", help="build the site beside the one that is there, and let them change places if it is whole"
    )
    parser.add_argument(
        "generator",
        nargs="+",
        metavar="COMMAND",
        help="after --, what builds the site into the folder that it is given as its last word",
    )
    _add_root(parser)
    parser.set_defaults(run=_run_release)


def _run_back(options: argparse.Namespace) -> int:
    from casebook.releases import ReleaseError, go_back

    try:
        go_back(find_root(options.root), tell)
    except ReleaseError as problem:
        tell(str(problem))
        return PROBLEMS
    tell("site/ is the one before; once more leads forward again.")
    return CLEAN


def _add_back(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("back", help="let the site before this one be the site again")
    _add_root(parser)
    parser.set_defaults(run=_run_back)


COMMANDS: tuple[Callable[[argparse._SubParsersAction[argparse.ArgumentParser]], None], ...] = (
    _add_check,
    _add_fix,
    add_new,
    add_import,
    add_from_issue,
    add_review,
    _add_explain,
    _add_export,
    _add_stats,
    _add_publish,
    _add_release,
    _add_back,
)
"""The commands, in the order in which the help lists them."""


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="casebook", description="The tools of the Solidarity Casebook.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in COMMANDS:
        add(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code: 0 clean, 1 problems, 2 wrong usage."""
    # cases are full of accents, whatever the terminal is set to
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        options = _make_parser().parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except (CommandError, TakingError) as error:
        tell(str(error))
        return WRONG_USAGE
    except BrokenPipeError:
        # the reader of a pipe has seen enough; what is left must not be flushed at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return CLEAN
