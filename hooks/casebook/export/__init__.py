"""The book as data files for those who reuse it: the same bytes from the same input."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from casebook.export.calendar_file import write_followups_ics
from casebook.export.case_json import write_case_json
from casebook.export.csv_files import CSV_EXPORTS, list_published
from casebook.export.data_package import write_data_package
from casebook.export.data_schemas import write_casebook_schema, write_further_schemas
from casebook.export.datasette_file import write_datasette_metadata
from casebook.export.edition import GROUPS, CaseExport, Edition, Export, make_edition
from casebook.export.feeds import MOST_ENTRIES, write_atom_feed, write_json_feed
from casebook.export.json_file import write_casebook_json, write_further_parts
from casebook.export.linked_vocabulary import write_vocabulary_jsonld
from casebook.export.places_file import write_cities_geojson
from casebook.export.plain_texts import write_case_markdown, write_llms_txt
from casebook.export.samples import show_from, show_nothing
from casebook.export.sqlite_file import write_sqlite
from casebook.export.tables import read_table_words
from casebook.kinds import CASE
from casebook.render import Download
from casebook.text.wording import join_words

__all__ = [
    "CASE_EXPORTS",
    "EXPORTS",
    "FURTHER",
    "GROUPS",
    "CaseExport",
    "Edition",
    "Export",
    "export_book",
    "list_downloads",
    "make_edition",
    "say_left_out",
    "select_exports",
    "write_data",
]

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
        write_casebook_schema,
    ),
    *CSV_EXPORTS,
    Export(
        "casebook.sqlite",
        "application/vnd.sqlite3",
        "all tables in one database, joined, with full-text search and views",
        write_sqlite,
        group="question",
        sample=show_nothing,
    ),
    Export(
        "datasette-metadata.json",
        "application/json",
        "what the tables and columns of the database mean, for Datasette",
        write_datasette_metadata,
        group="question",
    ),
    Export(
        "datapackage.json",
        "application/json",
        "what the tables and their columns are: a Frictionless Data Package",
        write_data_package,
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
    ),
    Export(
        "feed.xml",
        "application/atom+xml",
        f"the last {MOST_ENTRIES} entries on what is new, changed or corrected, as the histories of the cases say it",
        write_atom_feed,
        sample=show_from("<entry>"),
        at_root=True,
        needs_url=True,
        group="follow",
    ),
    Export(
        "feed.json",
        "application/feed+json",
        "the same as feed.xml, for programs that read JSON",
        write_json_feed,
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
        write_llms_txt,
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

FURTHER: tuple[Callable[[Edition], Mapping[str, bytes]], ...] = (write_further_parts, write_further_schemas)
"""What gives the files, by their names below `data/`, that belong to one of these and have no line of their own."""


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


def write_data(edition: Edition) -> dict[str, bytes]:
    """Every data file by its address, relative to the site's root: the book's, and those of each case."""
    made = {export.address: export.write(edition) for export in select_exports(edition)}
    for one in CASE_EXPORTS:
        made |= {one.address_of(case.id): one.write(case, edition) for case in edition.files}
    for write in FURTHER:
        made |= {f"data/{name}": content for name, content in write(edition).items()}
    return made


def list_downloads(edition: Edition, made: Mapping[str, bytes]) -> tuple[Download, ...]:
    """What the page of the data says of each file: first the book's, then those of which each case has one.

    Args:
        edition: The edition.
        made: Its data files, as `write_data` gives them.
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
            size=len(made[address]),
            group=one.group,
            sample=one.sample(made[address]),
            one_each=one_each,
            columns=columns.get(one.name, ()),
            parts=tuple(read_table_words()["views"].items()) if one.write is write_sqlite else (),
        )
        for one, address, one_each in files
    )


def export_book(edition: Edition, folder: Path) -> tuple[Path, ...]:
    """Write the data files into a folder, which is made if it is not there.

    Raises:
        OSError: The folder cannot be written to.
    """
    written = []
    for address, content in write_data(edition).items():
        path = folder / address.removeprefix("data/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)
    return tuple(written)
