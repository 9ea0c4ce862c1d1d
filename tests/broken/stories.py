"""What stands in a story, and should not."""

from __future__ import annotations

from broken.mistake import Mistake

__all__ = ["STORIES"]

_BEFORE = "nothing at all.\n"


def _story(what: str, broken: str, code: str, says: str, helps: str, cured: str) -> Mistake:
    """A mistake in a paragraph that somebody has added to the story."""
    return Mistake(what, _BEFORE, f"{_BEFORE}\n{broken}\n", code, says, helps, f"{_BEFORE}\n{cured}\n")


STORIES = (
    _story(
        "an element of HTML",
        "The ▸<b>oven</b> was hot [@city-paper-2021].",
        "raw-html",
        '"<b>"',
        "Write it in Markdown: **bold**",
        "The **oven** was hot [@city-paper-2021].",
    ),
    _story(
        "the end of a line in HTML",
        "The oven▸<br>was hot [@city-paper-2021].",
        "raw-html",
        '"<br>"',
        "in Markdown",
        "The oven\nwas hot [@city-paper-2021].",
    ),
    _story(
        "a remark in HTML",
        "▸<!-- ask the baker -->\nThe oven was hot [@city-paper-2021].",
        "raw-html",
        '"<!-- ask the baker -->"',
        "between backticks",
        "The oven was hot, `<!-- ask the baker -->` [@city-paper-2021].",
    ),
    _story(
        "an image",
        "![The oven](▸https://www.city-paper.test/oven.jpg) [@city-paper-2021]",
        "image-in-text",
        '"https://www.city-paper.test/oven.jpg"',
        "link to the page it stands on: [a photograph",
        "[The oven](https://www.city-paper.test/oven) [@city-paper-2021]",
    ),
    _story(
        "a footnote",
        "The oven▸[^1] was hot.\n\n[^1]: The City Paper, 2021",
        "footnote",
        '"[^1]"',
        "or say it in the text itself",
        "The oven, says The City Paper, was hot [@city-paper-2021].",
    ),
    _story(
        "a footnote with an address",
        "The oven▸[^2] was hot.\n\n[^2]: https://www.city-paper.test/bread",
        "footnote",
        '"[^2]"',
        "Put the document under sources: and name it as evidence",
        "The oven was hot [@city-paper-2021].",
    ),
    _story(
        "a heading of the first level", "▸# The flour", "heading-level", '"The flour"', "## The flour", "## The flour"
    ),
    _story(
        "a heading of the sixth level", "▸###### The flour", "heading-level", '"The flour"', "####", "#### The flour"
    ),
    _story(
        "no space after the signs of a heading",
        "▸##The flour",
        "heading-level",
        '"##The flour"',
        "Write ## The flour",
        "## The flour",
    ),
    _story(
        "a link with a space in its address",
        "See [the page](▸https://www.city-paper.test/our bread) [@city-paper-2021].",
        "bad-link",
        '"https://www.city-paper.test/our bread" has a space in it',
        "https://www.city-paper.test/our%20bread",
        "See [the page](https://www.city-paper.test/our%20bread) [@city-paper-2021].",
    ),
    _story(
        "a space between the words of a link and its address",
        "See ▸[the page] (https://www.city-paper.test/bread) [@city-paper-2021].",
        "bad-link",
        "stands a space, so this is no link",
        "[the page](https://www.city-paper.test/bread)",
        "See [the page](https://www.city-paper.test/bread) [@city-paper-2021].",
    ),
    _story(
        "a link without https",
        "See [the page](▸www.city-paper.test/bread) [@city-paper-2021].",
        "bad-link",
        '"www.city-paper.test/bread" does not begin with https://',
        "Write https://www.city-paper.test/bread",
        "See [the page](https://www.city-paper.test/bread) [@city-paper-2021].",
    ),
    _story(
        "a link to a source",
        "See [the page](▸#city-paper-2021) [@city-paper-2021].",
        "bad-link",
        '"#city-paper-2021"',
        "Link to the document itself, by its address",
        "See [the page](https://www.city-paper.test/bread) [@city-paper-2021].",
    ),
    _story(
        "a link to an item, misspelt",
        "See [the lesson](▸#ask-who-work-at-night) [@city-paper-2021].",
        "bad-link",
        '"#ask-who-work-at-night"',
        "Did you mean #ask-who-works-at-night?",
        "See [the lesson](#ask-who-works-at-night) [@city-paper-2021].",
    ),
    _story(
        "a link to the file of another case",
        "See [the shelter](▸../durban/durban-shelter.md) [@city-paper-2021].",
        "bad-link",
        '"../durban/durban-shelter.md"',
        "Links in a text lead to https:// or to #an-item-of-this-case",
        "See the shelter [@city-paper-2021].",
    ),
    _story(
        "a link that runs a program",
        "See [the page](▸javascript:bake()) [@city-paper-2021].",
        "bad-link",
        "begins with javascript:",
        "it begins with https://",
        "See [the page](https://www.city-paper.test/bread) [@city-paper-2021].",
    ),
    _story(
        "signs of a word processor before the entries of a list",
        "▸• Bread\n• Butter [@city-paper-2021]",
        "bullet-sign",
        '"•"',
        "a hyphen and a space",
        "- Bread\n- Butter [@city-paper-2021]",
    ),
    _story(
        "a paragraph without a source",
        "▸The oven was hot.",
        "uncited",
        '"The oven was hot."',
        "[@city-paper-2021]",
        "The oven was hot [@city-paper-2021].",
    ),
    _story(
        "a citation without its sign",
        "The oven was hot ▸[city-paper-2021].",
        "citation",
        '"[city-paper-2021]"',
        "Write [@city-paper-2021]",
        "The oven was hot [@city-paper-2021].",
    ),
    _story(
        "a citation without its brackets",
        "The oven was hot ▸@city-paper-2021.",
        "citation",
        '"@city-paper-2021"',
        "Write [@city-paper-2021]",
        "The oven was hot [@city-paper-2021].",
    ),
    _story(
        "a page behind a comma",
        "The oven was hot ▸[@city-paper-2021, p. 12].",
        "citation",
        '"@city-paper-2021, p. 12"',
        "Write @city-paper-2021#p.12",
        "The oven was hot [@city-paper-2021#p.12].",
    ),
    _story(
        "a comma between two sources",
        "The oven was hot ▸[@city-paper-2021, @health-report-2021].",
        "citation",
        '"@city-paper-2021, @health-report-2021" names no source',
        "several sources have ; between them",
        "The oven was hot [@city-paper-2021; @health-report-2021].",
    ),
    _story(
        "a second source without its sign",
        "The oven was hot ▸[@city-paper-2021; health-report-2021].",
        "citation",
        '"health-report-2021"',
        "Write @health-report-2021",
        "The oven was hot [@city-paper-2021; @health-report-2021].",
    ),
    _story(
        "a citation of a source that is misspelt",
        "The oven was hot [@▸city-papr-2021].",
        "dangling-source",
        '"city-papr-2021"',
        "city-paper-2021",
        "The oven was hot [@city-paper-2021].",
    ),
    _story(
        "a mail address",
        "Write to the ▸desk@city-paper.test in time [@city-paper-2021].",
        "personal-contact",
        '"desk@city-paper.test"',
        "Remove it",
        "Write to the paper in time [@city-paper-2021].",
    ),
    _story(
        "a mail address in words",
        "Write to the ▸desk (at) city-paper (dot) test in time [@city-paper-2021].",
        "personal-contact",
        '"desk (at) city-paper (dot) test"',
        "Remove it",
        "Write to the paper in time [@city-paper-2021].",
    ),
    _story(
        "a phone",
        "Call ▸+55 81 3355 8000 in time [@city-paper-2021].",
        "personal-contact",
        '"+55 81 3355 8000"',
        "Remove it",
        "Call the office in time [@city-paper-2021].",
    ),
    _story(
        "a link that writes to somebody",
        "The baker reads ▸https://wa.me/5581999990000 at night [@city-paper-2021].",
        "personal-contact",
        '"https://wa.me/5581999990000"',
        "link to the organisation's page",
        "The baker reads at night [@city-paper-2021].",
    ),
    _story(
        "a soft hyphen in the story",
        "The so▸\u00adcial office paid [@city-paper-2021].",
        "hidden-character",
        "soft hyphen",
        '"social"',
        "The social office paid [@city-paper-2021].",
    ),
    _story(
        "garbled accents in the story",
        "The office of S▸Ã£o Paulo paid [@city-paper-2021].",
        "mojibake",
        '"SÃ£o"',
        '"São"',
        "The office of São Paulo paid [@city-paper-2021].",
    ),
)
