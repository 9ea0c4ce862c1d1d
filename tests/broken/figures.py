"""Figures and dates that can be read in two ways, or in none."""

from __future__ import annotations

from broken.mistake import Mistake

__all__ = ["DATES", "FIGURES"]


def _value(what: str, broken: str, says: str, helps: str, cured: str) -> Mistake:
    """A mistake in the value of a result."""
    return Mistake(what, "value: 240", f"value: ▸{broken}", "wrong-form", says, helps, f"value: {cured}")


FIGURES = (
    _value(
        "a point between thousands",
        "20.744",
        'The figure "20.744" could be read in two ways',
        "Write 20744 if the point stands between thousands",
        "20744",
    ),
    _value(
        "a point between thousands, in words",
        "about 15.800",
        'The figure "15.800" could be read in two ways',
        "or about 15.8 if it stands before decimals",
        "about 15.8",
    ),
    _value(
        "a comma between thousands",
        "1,200",
        'The figure "1,200" could be read in two ways',
        "Write 1200 if the comma stands between thousands",
        "1200",
    ),
    _value(
        "a comma and a million",
        "5,848 million",
        'The figure "5,848" could be read in two ways',
        "or 5848000 if you mean 5.848 million",
        "5848000",
    ),
    _value("a point and a comma", "1.234,56", 'The figure "1.234,56"', "1234.56", "1234.56"),
    _value("points between millions", "1.200.000", 'The figure "1.200.000"', "1200000", "1200000"),
    _value("a space between thousands", "1 200", 'The figure "1 200"', "1200", "1200"),
    _value("an apostrophe between thousands", "1'200", 'The figure "1\'200"', "1200", "1200"),
    _value("a comma before decimals", "0,5", 'The figure "0,5"', "0.5", "0.5"),
    _value(
        "two commas before decimals",
        "about 1,5 to 2,5",
        'The figures "1,5" and "2,5"',
        "about 1.5 to 2.5",
        "about 1.5 to 2.5",
    ),
    _value("a low line between thousands", "1_200", 'The figure "1_200"', "1200", "1200"),
    _value("a figure as programs write it", "0x10", '"0x10"', "Write it in the digits 0 to 9", "16"),
    _value("a figure with an exponent", "1e3", '"1e3"', "Write it in digits: 1000", "1000"),
    _value("a ratio with a colon", "1:20", '"1:20"', "a ratio is written 1 in 20", "1 in 20"),
    _value("a figure in words", "two hundred and forty", '"two hundred and forty"', "in digits, such as 120", "240"),
    Mistake(
        "a figure in brackets",
        sound="value: 240",
        broken="value: ▸[240]",
        code="wrong-type",
        says="here stands a list",
        helps="without a hyphen or brackets",
    ),
)


def _date(what: str, broken: str, helps: str, cured: str, *, field: str = "from: 2020-03") -> Mistake:
    """A mistake in a date."""
    name = field.partition(":")[0]
    return Mistake(what, field, f"{name}: ▸{broken}", "wrong-form", f'"{broken}"', helps, f"{name}: {cured}")


_END = "to: 2021-12"
_WHEN = "when: 2020-06"
_PUBLISHED = "published: 2021-05-14"

DATES = (
    _date("a month in words", "March 2020", "Did you mean 2020-03?", "2020-03"),
    _date("a month in Spanish", "27 de marzo de 2020", "Did you mean 2020-03-27?", "2020-03-27"),
    _date("a month in German", "März 2020", "Did you mean 2020-03?", "2020-03"),
    _date("a day in American words", "May 14, 2021", "Did you mean 2021-05-14?", "2021-05-14", field=_PUBLISHED),
    _date("the month after the day", "2020-27-03", "Did you mean 2020-03-27?", "2020-03-27"),
    _date("a day with slashes", "27/03/2020", "Did you mean 2020-03-27?", "2020-03-27"),
    _date("a day that can be two", "03/04/2020", "a day (2020-03-27)", "2020-04-03"),
    _date("a day with full stops", "27.03.2020", "Did you mean 2020-03-27?", "2020-03-27"),
    _date("a month without its zero", "2020-3", "Did you mean 2020-03?", "2020-03"),
    _date("a thirteenth month", "2020-13", "a month (2020-03)", "2020-12"),
    _date("a season", "spring 2020", "such as 2020-03, the month in which it began", "2020-03"),
    _date("a doubt", "c. 2020", "Did you mean 2020?", "2020"),
    _date("the word present", "present", "Did you mean ongoing?", "ongoing", field=_END),
    _date("no answer", "n/a", "Did you mean unknown?", "unknown", field=_END),
    _date("a span with a hyphen", "2020-2021", "Did you mean 2020/2021?", "2020/2021", field=_WHEN),
    _date("a span in words", "2020 to 2021", "Did you mean 2020/2021?", "2020/2021", field=_WHEN),
    _date("no date on a source", "n.d.", "Did you mean unknown?", "unknown", field=_PUBLISHED),
    Mistake(
        "a period in one line",
        sound="period:\n  from: 2020-03\n  to: 2021-12",
        broken="period: ▸2020-2021",
        code="wrong-type",
        says='"2020-2021"',
        helps="period: {from: 2020, to: 2021}",
        cured="period: {from: 2020, to: 2021}",
    ),
    Mistake(
        "a span where a story begins",
        sound="  from: 2020-03\n  to: 2021-12",
        broken="  from: ▸2020-2021\n  to: 2021",
        code="wrong-form",
        says='"2020-2021"',
        helps="write from: 2020 and, in the next line, to: 2021",
        cured="  from: 2020\n  to: 2021",
    ),
    Mistake(
        "a span for a whole period",
        sound="  from: 2020-03\n  to: 2021-12",
        broken="  from: ▸2020-03/2021-12",
        code="wrong-form",
        says='"2020-03/2021-12"',
        helps="write from: 2020-03 and, in the next line, to: 2021-12",
    ),
    Mistake(
        "a day that no calendar has",
        sound="from: 2020-03",
        broken="from: ▸2020-02-30",
        code="impossible-date",
        says="The calendar has no 2020-02-30",
        helps="give the month alone: 2020-02",
        cured="from: 2020-02",
    ),
    Mistake(
        "a year that is still to come",
        sound="to: 2021-12",
        broken="to: ▸2099",
        code="future-date",
        says='"2099" is still to come',
        helps="A story that goes on has to: ongoing",
        cured="to: ongoing",
    ),
    Mistake(
        "the two dates of a period exchanged",
        sound="  from: 2020-03\n  to: 2021-12",
        broken="  from: 2021-12\n  to: ▸2020-03",
        code="dates-out-of-order",
        says="The story ends in 2020-03, before it begins in 2021-12",
        helps="the wrong way round",
    ),
    Mistake(
        "the two dates of a span exchanged",
        sound="when: 2020-06",
        broken="when: ▸2020-09/2020-06",
        code="dates-out-of-order",
        says="The span 2020-09/2020-06 ends before it begins",
        helps="Write 2020-06/2020-09",
        cured="when: 2020-06/2020-09",
    ),
    Mistake(
        "a follow-up from before the story",
        sound="when: 2022-03",
        broken="when: ▸2019-03",
        code="dates-out-of-order",
        says="This event is of 2019-03, before the story begins in 2020-03",
        helps="Check the date",
    ),
)
