"""Digits that lead to nobody: dates, money, laws, contracts, books, places on the map.

They are taken out of a text before a phone is looked for in it. All patterns are bounded, so that the time
grows with the length of the text and no faster.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["blank_office_numbers", "names_a_document"]

_CURRENCY = (
    r"[A-Z]{0,3}\$|S/\.?|[€£¥₹₺₦₱]|ZAR|USD|EUR|GBP|CHF|BRL|COP|MXN|ARS|CLP|PEN|UYU|INR|KES|KSh|TRY|TL"
    r"|NGN|GHS|Rs|R|euros?"
)
_UNITS = (
    r"%|€|₺|₹|£|euros?|pesos?|reais|rands?|dollars?|d[óo]lares|rupees?|shillings?|liras?|soles|francs?|pounds?"
    r"|per ?cent|por ciento|por cento|pct|ZAR|USD|EUR|GBP|BRL|COP|MXN|ARS|CLP|PEN|INR|KES|TRY|TL"
    r"|million\w*|milh\w+|mill[óo]n\w*|milion\w*|billion\w*|bilh\w+|mil|mila|miles|thousand|crores?|lakhs?"
    r"|tons?|tonnes|toneladas"
    r"|people|persons|residents|inhabitants|households|families|meals|voters|votes|users|copies|km|m2|m²|kg|hect\w+"
    r"|personas|habitantes|hogares|familias|votos|comidas|usuarios|raciones|viviendas"
    r"|pessoas|moradores|fam[íi]lias|refei[çc][õo]es|eleitores|domic[íi]lios"
    r"|persone|abitanti|famiglie|residenti|pasti|voti|utenti"
)
_YEAR = r"(?:1[89]|20)\d\d"
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_AMOUNT = r"\d{1,3}(?:[ .,'’]\d{3}){1,5}(?:[.,]\d{1,2})?|\d{1,15}(?:[.,]\d{1,15})?"
_FREE, _END = r"(?<![\d.,-])", r"(?![\d-]|[.,]\d)"
_BOOK = r"(?:isbn|issn|ismn|doi|pmid|pmcid|handle|hdl|oclc|ean|imdb)(?:-?1[03])?"

_NUMBERS = (
    # dates, months, times and years; spans of them are two of them
    rf"(?<![\d.-]){_YEAR}([-./]){_MONTH}\1{_DAY}(?![\d-])",
    rf"(?<![\d.-]){_DAY}([-./]){_MONTH}\2{_YEAR}(?![\d-])",
    rf"(?<![\d.-]){_MONTH}([-./]){_DAY}\3{_YEAR}(?![\d-])",
    rf"(?<![\d./-]){_YEAR}-(?:0[1-9]|1[0-2])(?![\d-])",
    rf"(?<![\d./-])(?:0[1-9]|1[0-2])[./-]{_YEAR}(?![\d./-])",
    rf"(?<![\d.)-])(?<!\) ){_YEAR} ?[-/] ?(?:{_YEAR}|\d\d)(?![\d/-]|[ .]\d)",
    r"(?<![\d.:])\d\d?(?::|h)[0-5]\d(?::[0-5]\d)?(?![\d:])",
    r"(?<![\d.])\d\d?\.[0-5]\d ?(?:-|to|a|até|hasta|alle) ?\d\d?\.[0-5]\d(?![\d.])",
    # laws, files of courts and of offices
    r"(?<![\d/+-])\d{1,3}(?:\.\d{3}){0,3}(?:-\w)?/(?:(?:1[89]|20)\d\d|\d\d)(?![\d/])",
    r"(?<![\d/-])[1-9]\d{0,9}/\d{1,10}(?:[/-]\d{1,10}){1,3}(?![\d/-])",
    r"(?<!\d)\d{4,7}[.-]\d\d\.\d{4}\.\d\.\d\d\.\d{4}(?!\d)",
    r"(?<!\d)\d{5}\.\d{6}/\d{4}-\d\d(?!\d)",
    r"(?<!\d)\d\d\.?\d{3}\.?\d{3}/\d{4}-\d\d(?!\d)",
    r"(?<!\d)\d{3}\.\d{3}\.\d{3}-\d(?!\d)",
    # articles and books
    r"(?<!\d)10\.\d{4,9}/\S{1,200}",
    r"(?<![\d-])97[89](?:[ -]?\d){10}(?![\d-])",
    # places
    r"(?<![\w.])-?\d{1,3}\.\d{2,10}(?: ?° ?[NSEWO]?| [NSEWO])?(?:[,;/] {0,2}| )-?\d{1,3}\.\d{2,10}(?![\d.-])",
    r"-?\d{1,3}(?:[.,]\d{1,12})?°(?: ?\d{1,2}(?:[.,]\d{1,6})?['′])?(?: ?\d{1,2}(?:[.,]\d{1,6})?[\"″])?",
    # quantities
    rf"{_FREE}(?<!\d )(?!0\d)(?:{_AMOUNT}) ?(?:{_UNITS})(?!\w)",
    rf"{_FREE}0[.,]\d{{1,15}}(?!\d|[.,]\d)",
)
_NAMED = (
    rf"\b{_BOOK}[ :.#-]{{0,3}}(?:10\.\d{{4,9}}/\S{{1,200}}|\d(?:[ -]?[\dx]){{3,16}})",
    r"(?:lat|lon|lng|long|latitude|longitude|latitud|longitud)[ :=.]{1,2}-?\d{1,3}[.,]\d{1,12}",
    rf"(?:{_CURRENCY})[ .]?\+?(?:{_AMOUNT}){_END}",
)

_DOCUMENTS = (
    r"contr[ac]\w{0,8}|agree\w{0,5}|mou|memorand\w{1,2}|concess?i\w{1,3}|concessão|polic(?:y|ies)|p[óo]liza"
    r"|convenios?|conv[êe]nios?|cases?|caso|causa|files?|expediente|exp|rad|radicado|tenders?|bids?"
    r"|licita\w{0,8}|edital|"
    r"preg[ãa]o|grants?|awards?|process(?:o|os|es)?|proceso|proced\w{0,10}|decre\w{0,4}|law|leis?|ley(?:es)?"
    r"|legge|bill|"
    r"resol\w{0,8}|delib\w{0,8}|ordin\w{0,6}|ordenanza|portarias?|acuerdo|acordo|acts?|acta|ata|projects?"
    r"|proyectos?|projetos?|progett[oi]|"
    r"invoices?|factura|fattura|fatura|nota fiscal|nit|cnpj|cuit|cif|cvr|vat|p\.? ?iva|partita iva|ein|reg"
    r"|regist\w{0,9}|matr[íi]cula|"
    r"npo|pbo|npc|isbn|issn|doi|pmid|cup|cig|cap|cep|protoc\w{0,4}|ref|refer\w{0,6}|serial|licen[cs]\w{1,3}"
    r"|permit|permiso|permesso|"
    r"plot|erf|parcel|lote?|stand|order|purchase order|po|account|bank account|conta|cuenta|report|informe"
    r"|relat[óo]rio|"
    r"accession|vol|volume|issue|page|pages|pp|article|art|section|sec|dossier|docket|item|lot|record|document|doc|"
    r"bando|gara|determina|det|rup|code|c[óo]digo|codice|cod|postcode|zip|barcode|version|sentencia|sentenza"
    r"|auto|ruling|judgment"
)
_DOCUMENT_BEFORE = (
    rf"(?<!\w)(?:{_DOCUMENTS})\.?[ ,:.#(/-]{{0,3}}"
    rf"(?:(?:no|nos|nr|n|number|numbers|num|número|numero|nº|n°|n\.? ?[º°o]|º|°|ref|reference|file|code|id|with|under"
    rf"|de|da|do|del|della|is|was|the|of"
    r"|(?-i:[A-Z]{2,6})|interadministrativ[oa]|administrativ[oae]|administrative|marco|framework|municipal"
    r"|p[úu]blic[oa]?|judicial|civil|service|federal|estadual"
    r"|estatal|provincial|complementa\w{1,2}|presiden\w{1,6}|electr[óo]nic[oa]|eletr[ôo]nic[oa]"
    rf"|{_YEAR})(?!\w)[ ,.:#º°(/-]{{0,3}}){{0,4}}\Z"
)


@cache
def _find_harmless() -> re.Pattern[str]:
    # both are so long that to compile them takes longer than to read ten cases, and few checks need them
    return re.compile(rf"(?=[\d-])(?:{'|'.join(_NUMBERS)})|(?<!\w)(?:{'|'.join(_NAMED)})", re.IGNORECASE)


@cache
def _find_document() -> re.Pattern[str]:
    return re.compile(_DOCUMENT_BEFORE, re.IGNORECASE)


def blank_office_numbers(text: str) -> str:
    """A text with marks in place of the digits that lead to nobody; every place stays the same."""
    return _find_harmless().sub(lambda found: "\x02" * len(found[0]), text)


def names_a_document(before: str) -> bool:
    """Whether what stands right before a number says that it is that of a contract, a law or the like."""
    return _find_document().search(before[-48:]) is not None
