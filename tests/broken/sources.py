"""Sources, their addresses, and the evidence that names them."""

from __future__ import annotations

from broken.mistake import SOUND, Mistake

__all__ = ["SOURCES"]

_ADDRESS = "url: https://www.city-paper.test/bread"
_EVIDENCE = "evidence: [city-paper-2021, health-report-2021]"
_REPORT = SOUND[SOUND.index("  - id: health-report-2021") : SOUND.index("---\n\n## A cold canteen")]


def _address(what: str, broken: str, says: str, helps: str, cured: str = _ADDRESS) -> Mistake:
    """A mistake in the address of a source."""
    return Mistake(what, _ADDRESS, f"url: {broken}", "wrong-address", says, helps, cured)


def _evidence(what: str, broken: str, code: str, says: str, helps: str, cured: str = _EVIDENCE) -> Mistake:
    """A mistake in the evidence of a lesson."""
    return Mistake(what, _EVIDENCE, f"evidence: {broken}", code, says, helps, cured)


SOURCES = (
    # addresses
    _address(
        "an address without https",
        "▸www.city-paper.test/bread",
        '"www.city-paper.test/bread" does not begin with https://',
        "Write https://www.city-paper.test/bread",
    ),
    _address(
        "a DOI",
        "▸10.5555/12345678",
        '"10.5555/12345678"',
        "Write https://doi.org/10.5555/12345678",
        "url: https://doi.org/10.5555/12345678",
    ),
    _address(
        "a DOI with its name",
        "▸doi:10.5555/12345678",
        '"doi:10.5555/12345678"',
        "Write https://doi.org/10.5555/12345678",
        "url: https://doi.org/10.5555/12345678",
    ),
    _address(
        "an address made of a DOI",
        "▸https://10.5555/12345678",
        '"https://10.5555/12345678"',
        "Write https://doi.org/10.5555/12345678",
        "url: https://doi.org/10.5555/12345678",
    ),
    _address(
        "an address with the bracket of its sentence",
        "▸https://www.city-paper.test/bread)",
        'ends in ")", which is no part of it',
        "Write https://www.city-paper.test/bread",
    ),
    _address(
        "an address between angle brackets",
        "▸<https://www.city-paper.test/bread>",
        "a character that no address can have",
        "Write https://www.city-paper.test/bread",
    ),
    _address(
        "an address with the click of somebody",
        "▸https://www.city-paper.test/bread?fbclid=Abc1",
        "carries fbclid=",
        "Write https://www.city-paper.test/bread",
    ),
    _address(
        "an address with a space",
        "▸https://www.city-paper.test/our bread",
        '"https://www.city-paper.test/our bread" has a space in it',
        "Write https://www.city-paper.test/our%20bread",
        "url: https://www.city-paper.test/our%20bread",
    ),
    _address(
        "two addresses",
        "▸https://www.city-paper.test/bread, https://www.city-paper.test/oven",
        "has a space in it",
        "Write one address alone: https://www.city-paper.test/bread",
    ),
    _address(
        "words for an address",
        "▸the front page of the paper",
        '"the front page of the paper"',
        "Leave the line out",
        "",
    ),
    _address(
        "one slash too few",
        "▸https:/www.city-paper.test/bread",
        "lacks the two slashes after the colon",
        "it begins with https://",
    ),
    _address(
        "a file of one's own",
        "▸file:///home/bread.pdf",
        "begins with file:",
        "it begins with https:// or http://",
    ),
    _address(
        "a mail address for that of a page",
        "▸mailto:desk@city-paper.test",
        "begins with mailto:",
        "it begins with https:// or http://",
    ),
    _address(
        "an address that was cut off",
        "▸https://www.city-paper.test/bre…",
        "has been cut off at its end",
        "Copy the whole address",
    ),
    Mistake(
        "no value for an address",
        sound=f"    {_ADDRESS}\n",
        broken="    url:▸\n",
        code="empty-value",
        says="`url` has no value",
        helps="or remove the line",
        cured="",
    ),
    # evidence
    _evidence(
        "a sentence for evidence",
        "▸The City Paper says so",
        "wrong-type",
        '"The City Paper says so"',
        "evidence: [city-paper-2021]",
        "evidence: [city-paper-2021, health-report-2021]",
    ),
    _evidence(
        "an address for evidence",
        "▸https://www.city-paper.test/bread",
        "wrong-type",
        '"https://www.city-paper.test/bread"',
        "evidence: [city-paper-2021]",
        "evidence: [city-paper-2021]",
    ),
    _evidence(
        "an address in the list of evidence",
        "[▸https://www.city-paper.test/bread, health-report-2021]",
        "wrong-form",
        '"https://www.city-paper.test/bread"',
        "is that of a source: city-paper-2021",
    ),
    _evidence(
        "a source's title for its id",
        "[▸Bread for the night, health-report-2021]",
        "wrong-form",
        '"Bread for the night"',
        "city-paper-2021",
    ),
    _evidence(
        "a space before the page",
        "[▸city-paper-2021 p. 12, health-report-2021]",
        "wrong-form",
        '"city-paper-2021 p. 12"',
        "city-paper-2021#p.12",
        "evidence: [city-paper-2021#p.12, health-report-2021]",
    ),
    _evidence(
        "a comma before the page",
        "[city-paper-2021, ▸p. 12]",
        "wrong-form",
        '"p. 12"',
        "after # and without a space: city-paper-2021#p.12",
        "evidence: [city-paper-2021#p.12, health-report-2021]",
    ),
    _evidence(
        "a space in the page",
        "[▸city-paper-2021#p. 12, health-report-2021]",
        "wrong-form",
        '"city-paper-2021#p. 12"',
        "city-paper-2021#p.12",
        "evidence: [city-paper-2021#p.12, health-report-2021]",
    ),
    _evidence(
        "a space before the number sign",
        "[city-paper-2021 ▸#p.12, health-report-2021]",
        "yaml-syntax",
        "A space before # makes a comment of the rest",
        "without a space between them: city-paper-2021#p.12",
        "evidence: [city-paper-2021#p.12, health-report-2021]",
    ),
    _evidence(
        "evidence without brackets",
        "▸city-paper-2021, health-report-2021",
        "wrong-type",
        '"city-paper-2021, health-report-2021"',
        _EVIDENCE,
    ),
    _evidence(
        "evidence misspelt",
        "[▸city-paper-2012, health-report-2021]",
        "dangling-source",
        '"city-paper-2012"',
        'Did you mean "city-paper-2021"?',
    ),
    _evidence(
        "evidence with spaces for hyphens",
        "[▸City Paper 2021, health-report-2021]",
        "wrong-form",
        '"City Paper 2021"',
        "city-paper-2021",
    ),
    _evidence(
        "a semicolon between two sources",
        "[▸city-paper-2021; health-report-2021]",
        "wrong-form",
        '"city-paper-2021; health-report-2021"',
        "city-paper-2021, health-report-2021",
    ),
    _evidence(
        "the word and between two sources",
        "[▸city-paper-2021 and health-report-2021]",
        "wrong-form",
        '"city-paper-2021 and health-report-2021"',
        "city-paper-2021, health-report-2021",
    ),
    _evidence(
        "no evidence in the list",
        "▸[]",
        "no-evidence",
        "the list is empty",
        "Name the sources that say so by their ids",
    ),
    _evidence(
        "the word none for evidence",
        "▸none",
        "wrong-type",
        '"none"',
        "city-paper-2021",
    ),
    _evidence(
        "a note that is not there",
        "[▸harvest#n0001, city-paper-2021, health-report-2021]",
        "dangling-note",
        '"n0001" is not a note',
        'Did you mean "harvest#n001"?',
        "evidence: [harvest#n001, city-paper-2021, health-report-2021]",
    ),
    _evidence(
        "a note that only repeats another",
        "[▸harvest#n003, city-paper-2021, health-report-2021]",
        "set-aside-note",
        "n003 is set aside",
        'Name the other note: "harvest#n001"',
        'evidence: ["harvest#n001", city-paper-2021, health-report-2021]',
    ),
    Mistake(
        "an item without evidence",
        sound="  - measure: Loaves a night\n    value: 240\n    unit: loaves\n    when: 2020-06\n"
        "    evidence: [health-report-2021]\n",
        broken="  - ▸measure: Loaves a night\n    value: 240\n    unit: loaves\n    when: 2020-06\n",
        code="figure-without-evidence",
        says='"Loaves a night" has no evidence',
        helps="Add evidence: with the ids of the sources",
    ),
    # sources
    Mistake(
        "the id of a source misspelt",
        sound="  - id: city-paper-2021",
        broken="  - id: ▸city-papre-2021",
        code="unused-source",
        says='Nothing in the case rests on the source "city-papre-2021".',
        helps='10 pieces of evidence name "city-paper-2021", which is not there. Give the source and its evidence the same '
        "id: city-paper-2021",
    ),
    Mistake(
        "the id of a source cut short",
        sound="  - id: city-paper-2021",
        broken="  - id: ▸city-paper",
        code="unused-source",
        says='Nothing in the case rests on the source "city-paper".',
        helps="which is not there. If they are the same, give the source that id: city-paper-2021",
    ),
    Mistake(
        "an address for examples",
        sound="url: https://www.city-paper.test/bread",
        broken="url: ▸https://www.example.org/article",
        code="placeholder",
        says='"https://www.example.org/article"',
        helps="Write the address of the document itself",
    ),
    Mistake(
        "the id of a source with spaces",
        sound="  - id: city-paper-2021",
        broken="  - id: ▸City Paper 2021",
        code="wrong-form",
        says='"City Paper 2021" is not an id',
        helps="city-paper-2021",
    ),
    Mistake(
        "the list of sources misspelt",
        sound="sources:\n",
        broken="▸source:\n",
        code="unknown-key",
        says='"source" is not a field of the case',
        helps="Did you mean `sources`?",
    ),
    Mistake(
        "a source that nothing rests on",
        sound=_REPORT,
        broken=f"{_REPORT}{_REPORT.replace('id: health', 'id: ▸old-health').replace('2021', '2019')}",
        code="unused-source",
        says='"old-health-report-2019"',
        helps="or remove the source",
    ),
    Mistake(
        "the same document twice, by its title",
        sound="    title: Report of the health office\n    publisher: The health office\n    published: 2021\n",
        broken="    title: ▸Bread for the night\n    publisher: The City Paper\n    published: 2021-05-14\n",
        code="same-document",
        says="in line 56 have the same title, the same publisher and the same date",
        helps="If they are two, give each what is its own",
    ),
    Mistake(
        "the same document twice, by its address",
        sound="    published: 2021\n",
        broken="    published: 2021\n    url: ▸https://city-paper.test/bread/\n",
        code="same-document",
        says="in line 56 have the same address",
        helps="If they are two, give each what is its own",
        cured="    published: 2021\n    url: https://www.health-office.test/report\n",
    ),
    Mistake(
        "another word for the kind of a source",
        sound="kind: news",
        broken="kind: ▸newspaper",
        code="wrong-term",
        says='"newspaper" is not a term',
        helps='Did you mean "news"?',
    ),
)
