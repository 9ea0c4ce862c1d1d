"""The book as data files for those who reuse it: the same bytes from the same input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from casebook.check import RawFile
from casebook.export.calendar_file import write_followups_ics
from casebook.export.case_json import write_case_json
from casebook.export.case_pieces import CasePieces, write_case_pieces
from casebook.export.csv_files import CSV_EXPORTS, list_published
from casebook.export.data_package import write_data_package
from casebook.export.data_schemas import list_further_schemas, write_casebook_schema
from casebook.export.datasette_file import write_datasette_metadata
from casebook.export.edition import GROUPS, CaseExport, Edition, Export, make_edition
from casebook.export.feeds import MOST_ENTRIES, write_atom_feed, write_json_feed
from casebook.export.json_file import list_further_parts, write_casebook_json
from casebook.export.linked_vocabulary import write_vocabulary_jsonld
from casebook.export.places_file import write_cities_geojson
from casebook.export.plain_texts import write_case_markdown, write_llms_txt
from casebook.export.samples import show_from, show_nothing
from casebook.export.sqlite_file import write_sqlite
from casebook.export.table_files import write_table_files
from casebook.export.tables import read_table_words
from casebook.kinds import CASE
from casebook.outputs import Basis, Output, Placing, make_output, open_place, write_outputs
from casebook.render import Download
from casebook.text.wording import join_words

__all__ = [
    "CASE_EXPORTS",
    "EXPORTS",
    "GROUPS",
    "CaseExport",
    "Edition",
    "Export",
    "export_book",
    "list_downloads",
    "list_outputs",
    "make_edition",
    "say_left_out",
    "select_exports",
]


def _whole(write: Callable[[Edition], bytes]) -> Callable[[Edition], Iterable[bytes]]:
    """Gives in one piece what does not grow with the book."""
    return lambda edition: (write(edition),)


EXPORTS: tuple[Export, ...] = (
    Export(
        "casebook.json",
        "application/json",
        "all cases with their evidence, the shared sources, the essays and the vocabularies",
        write_casebook_json,
    ),
    Export(
        "schema/casebook.schema.json",
        "application/schema+json",
        "what casebook.json looks like; the schemas and vocabularies to which it leads lie beside it",
        _whole(write_casebook_schema),
        of_no_case=True,
    ),
    *CSV_EXPORTS,
    Export(
        "casebook.sqlite",
        "application/vnd.sqlite3",
        "all tables in one database, joined, with full-text search and views",
        write_sqlite,
        of_tables=True,
        group="question",
        sample=show_nothing,
    ),
    Export(
        "datasette-metadata.json",
        "application/json",
        "what the tables and columns of the database mean, for Datasette",
        _whole(write_datasette_metadata),
        group="question",
        of_no_case=True,
    ),
    Export(
        "datapackage.json",
        "application/json",
        "what the tables and their columns are: a Frictionless Data Package",
        _whole(write_data_package),
        of_no_case=True,
    ),
    Export(
        "cities.geojson",
        "application/geo+json",
        "each city with its cases; one that nobody can place has no geometry",
        write_cities_geojson,
        sample=show_from('"Feature"'),
    ),
    Export(
        "vocabulary.jsonld",
        "application/ld+json",
        "the vocabularies as SKOS: each term with its meaning, in English, Spanish and Portuguese",
        write_vocabulary_jsonld,
        sample=show_from('"skos:Concept"'),
        of_no_case=True,
    ),
    Export(
        "feed.xml",
        "application/atom+xml",
        f"the last {MOST_ENTRIES} entries on what is new, changed or corrected, as the histories of the cases say it",
        _whole(write_atom_feed),
        sample=show_from("<entry>"),
        at_root=True,
        needs_url=True,
        group="follow",
    ),
    Export(
        "feed.json",
        "application/feed+json",
        "the same as feed.xml, for programs that read JSON",
        _whole(write_json_feed),
        sample=show_from('"items"'),
        at_root=True,
        needs_url=True,
        group="follow",
    ),
    Export(
        "followups.ics",
        "text/calendar",
        "when to ask about each case again: a year after the last that is known of it, three years where it has ended",
        write_followups_ics,
        sample=show_from("BEGIN:VEVENT"),
        group="follow",
    ),
    Export(
        "llms.txt",
        "text/plain",
        "where things are, in twenty lines for programs that read language",
        _whole(write_llms_txt),
        at_root=True,
    ),
)
"""The data files, in the order in which the site lists them; `export_words.html` says for whom each is."""

CASE_EXPORTS: tuple[CaseExport, ...] = (
    CaseExport(
        "cases/ID.json",
        "application/json",
        "the case as its file has it, with its story in Markdown",
        lambda case, edition: write_case_json(case, edition.schemas.trees[CASE.id]),
    ),
    CaseExport(
        "cases/ID.md",
        "text/markdown",
        "the case as one reads it, in Markdown: what stands on its page, with its sources numbered",
        write_case_markdown,
    ),
)
"""The data files of which each case has one."""


def select_exports(edition: Edition) -> tuple[Export, ...]:
    """The data files that an edition has: without the site's address those that need it are left out."""
    return tuple(one for one in EXPORTS if edition.url or not one.needs_url)


def say_left_out(edition: Edition) -> str:
    """One sentence on the files that are missing since nobody has said the site's address; empty where none is."""
    there = select_exports(edition)
    left_out = [one.name for one in EXPORTS if one not in there]
    if not left_out:
        return ""
    return f"CASEBOOK_SITE_URL is not set: without the site's address there is no {join_words(left_out, 'or')}."


def list_outputs(edition: Edition, find_basis: Callable[..., Basis | None] = lambda *_: None) -> Iterator[Output]:
    """Every data file with what writes it: the book's, and those of each case.

    Args:
        edition: The edition.
        find_basis: Gives that of which a file is made, if that is known: for its name and its case
            (`RawFile`); or for its name alone, if it is made of no case.
    """
    chosen = select_exports(edition)
    yield Output(tuple(one.address for one in chosen if one.of_tables), partial(write_table_files, edition))
    for export in chosen:
        if not export.of_tables:
            find = partial(find_basis, export.name) if export.of_no_case else _find_none
            yield _make_output(edition, export.address, partial(export.write, edition), find)
    for each in CASE_EXPORTS:
        for case in edition.files:
            write = partial(_write_case, each, case, edition)
            yield make_output(each.address_of(case.id), write, find_basis=partial(find_basis, each.name, case))
    for name, part in list_further_parts(edition).items():
        yield _make_output(edition, f"data/{name}", part)
    for name, schema in list_further_schemas(edition).items():
        yield _make_output(edition, f"data/{name}", schema, partial(find_basis, name))


def _find_none() -> None:
    """Nobody knows on what a file rests."""


def _make_output(
    edition: Edition,
    address: str,
    give: Callable[[], Iterable[bytes]],
    find_basis: Callable[[], Basis | None] = _find_none,
) -> Output:
    """The output of a file, with what is kept of its pieces if it has some for each case."""

    def write(place: Placing) -> None:
        pieces = give()
        if isinstance(pieces, CasePieces):
            write_case_pieces(pieces, edition, place(address))
            return
        with open_place(place(address)) as file:
            file.writelines(pieces)

    return Output((address,), write, find_basis=find_basis)


def _write_case(export: CaseExport, case: RawFile, edition: Edition) -> tuple[bytes]:
    return (export.write(case, edition),)


def list_downloads(edition: Edition, place: Placing) -> tuple[Download, ...]:
    """What the page of the data says of each file: first the book's, then those of which each case has one.

    Args:
        edition: The edition.
        place: Where its data files have been written.

    Raises:
        OSError: One of them cannot be read.
    """
    columns = {one.file: one.columns for one in list_published(edition)}
    files: list[tuple[Export | CaseExport, str, bool]] = [(one, one.address, False) for one in select_exports(edition)]
    files += [(one, one.address_of(case.id), True) for one in CASE_EXPORTS for case in edition.files[:1]]
    return tuple(
        Download(
            address=address,
            name=one.name,
            media_type=one.media_type,
            holds=one.holds,
            size=place(address).stat().st_size,
            group=one.group,
            sample=_show(one, place(address)),
            one_each=one_each,
            columns=columns.get(one.name, ()),
            parts=tuple(read_table_words()["views"].items()) if one.write is write_sqlite else (),
        )
        for one, address, one_each in files
    )


def _show(export: Export | CaseExport, path: Path) -> str:
    with path.open("rb") as file:
        return export.sample(file)


def export_book(edition: Edition, folder: Path) -> tuple[Path, ...]:
    """Write the data files into a folder, which is made if it is not there.

    Raises:
        OSError: The folder cannot be written to.
    """

    def place(address: str) -> Path:
        return folder / address.removeprefix("data/")

    return tuple(map(place, write_outputs(list_outputs(edition), place)))
