"""What lies among the cases and is none of the files that belong there, and what it may have been meant to be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from casebook.diagnostics import Diagnostic, Position
from casebook.files import name_path, refuse_odd_file, walk_folder
from casebook.rules.names import find_windows_fault
from casebook.text.wording import quote, slugify

__all__ = ["find_links", "find_strays", "is_leftover"]

_SHARED = "_sources"

# What editors and systems leave behind, by the name: nobody has meant to add it.
_LEFTOVER = re.compile(
    r"~\$.*|\.~lock\..*|~.*\.tmp|.*\.(?:tmp|swp|swo|part|crdownload)|thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r?",
    re.IGNORECASE,
)
# A copy of a file that an editor or git has put beside it.
_BACKUP = re.compile(r"#(.+)#|(.+?)(?:~|\.(?:bak|backup|old|orig|rej|save|sav))", re.IGNORECASE)
_MEANT_AS_CASE = frozenset({"markdown", "mdown", "mkd", "mkdn", "mdwn", "mdtxt", "mdtext", "mdx", "qmd", "rmd"})
_PLAIN = frozenset({"txt", "text", "yml", "yaml", "md"})
_DOCUMENTS = {
    **dict.fromkeys(("docx", "doc", "docm", "odt", "rtf", "pages", "gdoc", "wpd"), "a document of a word processor"),
    **dict.fromkeys(("csv", "tsv", "xlsx", "xls", "xlsm", "ods", "numbers", "gsheet"), "a table"),
    **dict.fromkeys(("pdf", "epub", "pptx", "ppt", "odp"), "a finished document"),
    **dict.fromkeys(("html", "htm", "mhtml", "webarchive"), "a web page"),
    **dict.fromkeys(("rst", "adoc", "asciidoc", "org", "tex", "typ", "json", "jsonl", "toml", "xml"),
                    "in another notation"),
    **dict.fromkeys(("zip", "rar", "7z", "gz", "tar"), "an archive"),
}  # fmt: skip
_FIRST_BYTES = 8192


def is_leftover(file: Path) -> bool:
    """Whether an editor, a system or a habit has left this file here, and nobody means it as a case."""
    return bool(_LEFTOVER.fullmatch(file.name)) or file.stem.upper() == "README"


def find_links(root: Path) -> Iterator[Diagnostic]:
    """Links in schema/ to whatever else; files that are links are refused where they are read."""
    for file in walk_folder(root / "schema"):
        if file.is_symlink() and (odd := refuse_odd_file(file, root)):
            yield odd


def find_strays(root: Path, known: Collection[str], names: Mapping[str, Collection[str]]) -> Iterator[Diagnostic]:
    """What lies in cases/ and is none of the files that belong there.

    Args:
        root: The folder of the project.
        known: The files that are read.
        names: The names of the fields of a case and of a source, by which one knows what a file was meant to be.
    """
    folder = root / "cases"
    for file in walk_folder(folder, hidden=True):
        path, parts = name_path(file, root), file.relative_to(folder).parts
        if path in known or (len(parts) == 1 and file.stem.upper() == "README"):
            continue
        hidden = file.name.startswith(".") and not file.name.startswith(".~lock.")
        if odd := refuse_odd_file(file, root):
            if not hidden:
                yield odd
            continue
        said = _judge(file, parts, names, hidden=hidden)
        if said is not None:
            code, message, help = said
            yield Diagnostic.of(code, path, Position(1, 1), message, help)


def _judge(
    file: Path, parts: tuple[str, ...], names: Mapping[str, Collection[str]], *, hidden: bool
) -> tuple[str, str, str] | None:
    """The code, the message and the help for a file that is not read; None if nothing need be said."""
    shared = parts[0] == _SHARED
    if hidden:
        # what an editor keeps for itself is not spoken of, but a case must not vanish silently
        is_meant = file.suffix in {".md", ".yml"} and not file.name.startswith((".#", "._"))
        if not is_meant or not _holds_facts(file, names):
            return None
        better = _say_name(file, file.name.lstrip("."), shared=shared)
        return "unread-case", f"The name {quote(file.name)} begins with a dot, so this file would never appear.", better
    if _LEFTOVER.fullmatch(file.name):
        return "unexpected-file", *_explain_leftover(file)
    if original := _find_original(file):
        said = f"This is a copy of {original} that an editor or git has left here. It is not read."
        return "unexpected-file", said, f"Delete it, once {original} says what it should."
    if fault := find_windows_fault(file.name):
        stem, endings = _split(file.name.strip(". "))
        better = f"{_fit(stem)}{'.' * bool(endings)}{'.'.join(endings[:1])}"
        help = f"Call it {better}" if not find_windows_fault(better) else "Give it another name."
        return "wrong-file-name", f"The file is called {quote(file.name)}, and {fault}.", help
    if file.stem.upper() == "README":
        if _holds_facts(file, names) == "case":
            said = "This is a case, but under this name it would never appear on the site."
            return "unread-case", said, "Call it by what happened, for instance four-pots-in-the-north.md"
        said = (
            "Nobody reads a README in the folder of a city: the site shows cases, and the city's page is made of them."
        )
        return "unexpected-file", said, "Delete it, or put what it says into cases/README.md."
    return _judge_ending(file, names, shared=shared, deep=len(parts) > 2)


def _judge_ending(
    file: Path, names: Mapping[str, Collection[str]], *, shared: bool, deep: bool
) -> tuple[str, str, str]:
    stem, endings = _split(file.name)
    ending = endings[-1] if endings else ""
    # a shared source among cases, or a case among shared sources, is told by its fields
    kind = _holds_facts(file, names)
    if kind == "source" and not shared:
        message = "This is a source and no case, and sources that several cases share are not read from here."
        return "unread-case", message, f"Move it to cases/{_SHARED}/{slugify(stem)}.yml, or list it in its case."
    if kind == "case" and shared:
        message = "This is a case among the shared sources, where it would never appear."
        return "unread-case", message, f"Move it to the folder of its city, as {_fit(stem)}.md"
    if kind:
        noun, right = ("source", ".yml") if shared else ("case", ".md")
        if deep and ending == right[1:]:
            message = f"This {noun} lies in a folder of its own, where it would never be found."
            return "unread-case", message, f"Move it to cases/{_SHARED}/{slugify(stem)}.yml"
        better = _say_name(file, f"{stem}{right}", shared=shared)
        if not shared and _read_first_lines(file)[:1] != ["---"]:
            better += ", with a line --- above the facts and one below them."
        written = _say_ending(file)
        ends = f"ends in {quote(written)}, not in {right}" if written else f"has no ending, and {right} is needed"
        message = f"This {noun} would never appear on the site: its name {ends}."
        return "unread-case", message, better
    if ending in _DOCUMENTS and not shared:
        message = f"This file is {_DOCUMENTS[ending]}. It is not read and would never appear on the site."
        help = (
            "If it is a case, write it as a text file ending in .md, as the page Add a case shows. If it is a source "
            "of one, take it away from here, and give its address under sources."
        )
        return "unread-case", message, help
    message = "This file is not read: it is neither a case nor a shared source."
    if shared:
        return "unexpected-file", message, "Shared sources are files ending in .yml. If it is none, put it elsewhere."
    if ending in _MEANT_AS_CASE | _PLAIN or not ending:
        return (
            "unexpected-file",
            message,
            f"{_say_name(file, f'{stem}.md', shared=False)}, if it is a case; if not, put it elsewhere.",
        )
    return "unexpected-file", message, "A case is a text file ending in .md. Put what is none elsewhere."


def _split(name: str) -> tuple[str, list[str]]:
    """A name without what may stand for its kind, and the endings: `a.md.txt` is a, with md and txt."""
    parts = name.split(".")
    endings: list[str] = []
    while len(parts) > 1 and (parts[-1].lower() in _MEANT_AS_CASE | _PLAIN or parts[-1].lower() in _DOCUMENTS):
        endings.insert(0, parts.pop().lower())
    if not endings and len(parts) > 1:
        endings = [parts.pop().lower()]
    return ".".join(parts), endings


def _say_ending(file: Path) -> str:
    """The endings of a name as they were written."""
    return file.name[len(_split(file.name)[0]) :]


def _fit(stem: str) -> str:
    return slugify(stem)[:80].strip("-") or "the-name"


def _say_name(file: Path, name: str, *, shared: bool) -> str:
    """What to call a file, unless there is one of this name already."""
    stem, _, ending = name.rpartition(".")
    better = f"{_fit(stem)}.{ending}"
    there = {one.name for one in file.parent.iterdir()} - {file.name}
    if better in there:
        noun = "source" if shared else "case"
        return f"There is a {better} beside it: delete one of the two, or give this {noun} a name of its own"
    return f"Call it {better}"


def _explain_leftover(file: Path) -> tuple[str, str]:
    name = file.name.lower()
    whose = "A program has left this file here"
    if name.startswith(("~$", ".~lock.")):
        whose = "A word processor keeps this file while a document is open"
    elif name in {"thumbs.db", "ehthumbs.db", "desktop.ini"}:
        whose = "Windows has left this file here"
    return f"{whose}. It is not read.", "Delete it."


def _find_original(file: Path) -> str:
    """The name of the file beside it of which this is a copy, if it is one."""
    found = _BACKUP.fullmatch(file.name)
    name = (found[1] or found[2]) if found else ""
    return name if name and file.with_name(name).is_file() else ""


def _read_first_lines(file: Path) -> list[str]:
    """The first lines of a file in which something stands, whatever its encoding; none if it is no text."""
    try:
        with file.open("rb") as opened:
            raw = opened.read(_FIRST_BYTES)
    except OSError:
        return []
    encoding = "utf-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    text = raw.decode(encoding, "replace")
    if "\0" in text:
        return []
    return [line.rstrip() for line in re.split(r"\r\n|\r|\n", text) if line.strip()]


_FIELD = re.compile(r"([A-Za-z_]+)[ \t]*:(?=\s|$)")


def _holds_facts(file: Path, names: Mapping[str, Collection[str]]) -> str:
    """The kind of file whose facts these seem to be, by the names of its fields; empty if they are none."""
    written = {found[1].lower() for line in _read_first_lines(file) if (found := _FIELD.match(line))}
    counted = {kind: len(written & set(known)) for kind, known in names.items()}
    kind, most = max(counted.items(), key=lambda one: one[1])
    return kind if most >= 2 else ""  # one word with a colon stands in many a text
