"""What a page tells machines of itself: JSON-LD in the words of schema.org.

From it search engines and libraries know what a case is, on which sources it rests and where it happened. A source is
told by its address alone: all else of it stands in the page, and in the file to which `encoding` leads. Only what we
know is said. Addresses in it are absolute: where nobody has said at which address the site stands, it has none.
"""

from __future__ import annotations

import json
from typing import Any

from casebook.book import Book
from casebook.markup import strip_markdown
from casebook.model import Case, Source
from casebook.pictures import picture_address
from casebook.render.addresses import term_address
from casebook.render.links import keep_address
from casebook.render.site import Site
from casebook.text.wording import shorten

__all__ = ["link_case", "link_dataset", "link_site"]

_CONTEXT = "https://schema.org"
_LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
"""Where each licence stands, by its SPDX name."""
_OURS = _LICENCES["CC-BY-4.0"]

_UNSAFE = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
"""What could end a script element or begin a comment in it; in a string of JSON it may be written so."""

Thing = dict[str, Any]


def _write(thing: Thing) -> str:
    made = json.dumps({"@context": _CONTEXT} | _drop_empty(thing), ensure_ascii=False, separators=(",", ":"))
    return made.translate(_UNSAFE)


def _drop_empty(value: Any) -> Any:
    """The same without what is not known."""
    if isinstance(value, list):
        return [_drop_empty(one) for one in value]
    if not isinstance(value, dict):
        return value
    found = {key: _drop_empty(one) for key, one in value.items()}
    return {key: one for key, one in found.items() if one not in ("", None, [], {})}


def _place(site: Site, address: str) -> str:
    """An address of the site, absolute; empty where nobody knows where the site stands."""
    return site.url and site.url + address


def _name_site(site: Site) -> Thing:
    return {"@type": "WebSite", "name": site.name, "url": site.url}


def _name_house(site: Site) -> Thing:
    return {"@type": "Organization", "name": site.name, "url": site.url}


def link_site(site: Site, says: str) -> str:
    """What the home page tells.

    Args:
        site: The site.
        says: What it is, in one sentence.
    """
    return _write(_name_site(site) | {"description": says, "inLanguage": "en", "license": _OURS})


def link_dataset(site: Site, says: str) -> str:
    """What the page of the data files tells.

    Args:
        site: The site, with its files.
        says: What they hold, in one or two sentences.
    """
    files = [
        {
            "@type": "DataDownload",
            "name": file.name,
            "description": file.holds,
            "encodingFormat": file.media_type,
            "contentUrl": _place(site, file.address),
            "contentSize": f"{file.size} B",
        }
        for file in site.list_downloads()
        # a file that cannot be fetched is none; of those of which each case has one, the case tells
        if site.url and not file.one_each
    ]
    return _write(
        {
            "@type": "Dataset",
            "name": site.name,
            "description": says,
            "url": _place(site, "data/"),
            "license": _OURS,
            "isAccessibleForFree": True,
            "creator": _name_house(site),
            "version": site.version,
            "distribution": files,
        }
    )


def link_case(book: Book, case: Case, site: Site) -> str:
    """What the page of a case tells."""
    same = {
        "@type": "MediaObject",
        "encodingFormat": "application/json",
        "contentUrl": _place(site, f"data/cases/{case.id}.json"),
    }
    return _write(
        {
            "@type": "Article",
            "headline": strip_markdown(case.title),
            "description": shorten(strip_markdown(case.summary), 300),
            "url": _place(site, f"cases/{case.id}/"),
            "image": _place(site, picture_address(case.id)) if site.picture else "",
            "inLanguage": case.language,
            # whoever wrote it; where it names nobody it is the casebook's, as its citation says
            "author": [{"name": name} for name in case.contributors] or _name_house(site),
            "dateModified": case.last_change.on if case.last_change else "",
            "license": _LICENCES.get(case.license, f"https://spdx.org/licenses/{case.license}"),
            "isPartOf": _name_site(site),
            "temporalCoverage": _say_interval(case),
            "spatialCoverage": _list_places(book, case),
            "about": _list_terms(book, case, site),
            "citation": [_cite_source(source) for source in book.sources_of(case).values()],
            "encoding": same if site.url else {},
        }
    )


def _cite_source(source: Source) -> Thing:
    address = keep_address(source.url)
    return {"url": address} if address else {"name": source.title}


def _say_interval(case: Case) -> str:
    """When, as ISO 8601-2 has it: an end that is not known is empty, one that is still to come is two dots."""
    begun, end = case.period_from, case.period_to
    return begun if begun == end else f"{begun}/{ {'ongoing': '..', 'unknown': ''}.get(end, end) }"


def _list_places(book: Book, case: Case) -> list[Thing]:
    """The city, with its place on the earth as far as it is known; then the other places of the story."""
    places = []
    if case.city:
        entry = book.cities[case.city_id]
        known = entry.latitude is not None and entry.longitude is not None
        geo = {"@type": "GeoCoordinates", "latitude": entry.latitude, "longitude": entry.longitude} if known else {}
        places.append(_name_place(entry.name, entry.country) | {"geo": geo})
    return [*places, *(_name_place(place.name, place.country) for place in case.also)]


def _name_place(name: str, country: str) -> Thing:
    return {"@type": "Place", "name": name, "address": {"@type": "PostalAddress", "addressCountry": country}}


def _list_terms(book: Book, case: Case, site: Site) -> list[Thing]:
    """What it is about: the terms of its crises, topics and themes, each with its page."""
    return [
        {
            "@type": "DefinedTerm",
            "name": book.term(vocabulary, id).label,
            "url": _place(site, term_address(book.vocabularies[vocabulary], id)),
        }
        for vocabulary, ids in (("crises", case.crisis), ("topics", case.topics), ("themes", case.themes))
        for id in ids
    ]
