"""Ways to reach a person, and what only looks like one: each list is built from ways of writing and what is written.

All names, numbers and addresses are invented: hosts that are kept for examples, numbers of films.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from stdnum import luhn, verhoeff
from stdnum.br import cpf
from stdnum.it import codicefiscale

__all__ = ["make_contacts", "make_harmless"]

COUNT = 500

_NAMES = [
    "jane",
    "joao.silva",
    "maria_perez",
    "t.mokoena",
    "lucia-rossi",
    "a.k.yilmaz",
    "priya88",
    "carlosm",
    "wanjiku",
    "j.doe",
]
_HOSTS = [
    "paper.test",
    "example.org",
    "mail.example.com",
    "example.co.za",
    "city.example.br",
    "x.org",
    "correo.example.es",
]

# {n} is the name, {h} the host as it is, {d} the host with the word for a dot, {b} the same in brackets
_MAILS = [
    "{n}@{h}", "{n} @ {h}", "{n}@ {h}", "{n} @{h}", "{n}＠{h}", "{n}﹫{h}", "{n} (at) {h}", "{n}(at){h}", "{n} [at] {h}",
    "{n}[at]{h}", "{n} {{at}} {h}", "{n} (at) {b}", "{n}[at]{b}", "{n} [@] {h}", "{n}(@){h}", "{n} at {d}", "{n} AT {d}",
    "{n} (AT) {d}", "{n} arroba {d}", "{n} (arroba) {h}", "{n}(arroba){h}", "{n} arroba {p}", "{n} arroba {o}", "{n} chiocciola {p}",
    "{n} [arroba] {o}", "{n}\u200b@{h}", "{n}@\u00ad{h}", "{n}\u2060@\u2060{h}", "{n} \u00a0@\u00a0{h}", "{n} &lt;at&gt; {h}", "{n}(a){h}",
    "{n} -at- {d}", "{n}_at_{h}", "{n} (at) {d}", "{n}@{s}", "{n} @ {s}", "mailto:{n}@{h}", "<{n}@{h}>", "{n}[at]{d}",
]  # fmt: skip
_PHRASES = [
    "Write to {}.", "Contact: {}", "Ask for Maria ({}) at the door.", "She answers at {} on weekdays", "Correo: {}", "E-mail {}, every day",
    "Escreva para {} e espere.", "Scrivere a {}; risponde sempre.", "The cook ({}) has the key.", "{}", "His address is {}.",
    "Ran the kitchen, {}", "mail:{}",
]  # fmt: skip

# the digits of a number in its groups
_PHONES = [
    ("27", "82 555 0123"), ("27", "31 555 0188"), ("27", "61 555 0100"), ("55", "11 95555 0123"), ("55", "86 3215 5501"),
    ("57", "310 555 0123"), ("57", "601 555 0188"), ("34", "612 55 01 23"), ("34", "91 555 01 23"), ("39", "347 555 0123"),
    ("39", "06 5555 0123"), ("91", "98765 55012"), ("254", "722 555 012"), ("90", "532 555 01 23"), ("1", "212 555 0123"),
    ("44", "7700 900123"), ("56", "9 5555 0123"), ("52", "55 5555 0123"), ("54", "11 5555 0123"), ("598", "99 555 012"),
    ("351", "912 555 012"), ("233", "24 555 0123"), ("49", "151 5550 1234"), ("63", "917 555 0123"), ("84", "91 555 01 23"),
]  # fmt: skip
_ABROAD = [
    "+{c} {n}", "+{c}{j}", "+{c}-{h}", "+{c}.{t}", "(+{c}) {n}", "+{c} (0){n}", "+ {c} {n}", "00{c} {n}", "00{c}{j}", "00 {c} {n}",
    "+{c}/{n}", "＋{c} {n}", "+{c} · {m}", "+{w}", "+{c}\u00a0{n}", "+{c}\u2011{h}", "+{c}_{u}", "+{a}",
]  # fmt: skip
_HOME_ZA = ["0{n}", "0{j}", "0{h}", "(0{f}) {r}", "0{t}", "0{f}/{r}", "0{u}", "O{n}", "0{m}", "0{w9}", "0{deva}"]
_CALLS = [
    "Call {}.", "Tel. {}", "tel: {}", "Phone {} after six", "WhatsApp {}", "Her number is {}.", "Ligue para {}.", "Llame al {}", "Cel: {}",
    "Telefono: {}", "The cook ({}) has the key.", "{}", "Ask for Maria, {}, at the gate", "M: {}", "☎ {}", "Reach him on {} at night",
]  # fmt: skip
_SAID = [
    "Tel. 555-0123", "Call 3215-5501.", "phone: 555 0123", "Fone 3215 5501", "WhatsApp: 612 555 012", "móvil 612555012", "Cel. 310 555 0123",
    "Teléfono 601 5550188", "cellulare 347 5550123", "Call me on 722 555 012", "fax 31 555 0188", "Llamar al 91 555 01 23", "tel 912.555.012",
]  # fmt: skip
_LINKS = [
    "https://wa.me/27825550123", "wa.me/5511955550123", "https://api.whatsapp.com/send?phone=27825550123", "https://t.me/janedoe",
    "t.me/+AbCdEf123456", "https://m.me/jane.doe", "https://signal.me/#p/+27825550123", "mailto:jane@paper.test", "tel:+27825550123",
    "sms:+27825550123?body=hello", "https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv", "skype:jane.doe?chat", "viber://chat?number=27825550123",
    "whatsapp://send?phone=27825550123", "https://www.linkedin.com/in/jane-doe", "https://paper.test/write?to=jane@paper.test",
    "https://paper.test/form?email=jane%40paper.test", "https://paper.test/a?phone=0825550123", "https://telegram.me/janedoe",
    "https://mail.paper.test/?view=cm&to=jane%2540paper.test", "tg://resolve?domain=janedoe", "https://line.me/ti/p/AbCdEf",
    "https://web.whatsapp.com/send?phone=5511955550123", "https://www.messenger.com/t/jane.doe", "https://discord.com/users/123456789012345678",
    "tel:0825550123", "sgnl://signal.me/#p/+27825550123", "https://matrix.to/#/@jane:paper.test", "https://calendly.com/janedoe",
    "https://www.facebook.com/profile.php?id=100001234567890",
]  # fmt: skip
_LINKED = ["[write]({})", "<{}>", "See {} for more", "[her]( {} )", "{}"]
_HANDLES = [
    "@janedoe", "@jane_doe", "@jane.doe", "@JaneDoe99", "@cozinha_da_maria", "Instagram: jane.doe", "Twitter: jane_doe99", "Telegram @janedoe",
    "IG: maria.cozinha", "skype: live:jane_doe", "@jane@social.test", "＠janedoe",
]  # fmt: skip


def _spell_host(host: str, dot: str) -> str:
    return host.replace(".", dot)


def _make_mails() -> Iterator[str]:
    for number, form in enumerate(_MAILS * 5):
        name, host = _NAMES[number * 7 % len(_NAMES)], _HOSTS[(number * 3 + number // 40) % len(_HOSTS)]
        said = form.format(
            n=name, h=host, d=_spell_host(host, " dot "), b=_spell_host(host, "[dot]"), p=_spell_host(host, " punto "),
            o=_spell_host(host, " ponto "), s=_spell_host(host, " . "),
        )  # fmt: skip
        yield _PHRASES[number * 5 % len(_PHRASES)].format(said)


def _write_phone(form: str, country: str, groups: str) -> str:
    joined = groups.replace(" ", "")
    first, *rest = groups.split(" ")
    wide = "".join(chr(0xFF10 + int(c)) if c.isdigit() else c for c in f"{country} {groups}")
    return form.format(
        c=country, n=groups, j=joined, h=groups.replace(" ", "-"), t=groups.replace(" ", "."), u=groups.replace(" ", "_"),
        m=groups.replace(" ", " · "), f=first, r=" ".join(rest), w=wide, w9="".join(chr(0xFF10 + int(c)) for c in joined),
        a="".join(chr(0x660 + int(c)) if c.isdigit() else c for c in f"{country} {groups}"),
        deva="".join(chr(0x966 + int(c)) for c in joined),
    )  # fmt: skip


def _make_phones() -> Iterator[str]:
    for number in range(150):
        country, groups = _PHONES[number * 11 % len(_PHONES)]
        yield _CALLS[number * 7 % len(_CALLS)].format(_write_phone(_ABROAD[number % len(_ABROAD)], country, groups))
    for number in range(44):
        country, groups = _PHONES[number % 3]
        yield _CALLS[number * 5 % len(_CALLS)].format(_write_phone(_HOME_ZA[number % len(_HOME_ZA)], country, groups))
    yield from _SAID
    yield from (
        "(11) 95555-0123", "11 95555-0123", "(86) 3215-5501", "310 555 0123", "3105550123", "612 55 01 23", "347 5550123", "98765 55012",
        "0722 555 012", "0532 555 01 23", "(212) 555-0123", "212-555-0123", "212.555.0123", "0800-555-0123", "(+27) 82 555 0123 is hers",
        "0 8 2 5 5 5 0 1 2 3", "zero eight two five five five zero one two three", "oito seis nove cinco cinco cinco zero um dois três",
        "Maria 082 555 0123, Thabo 083 555 0188", "27825550123", "5511955550123", "06 55 50 12 34", "082*555*0123", "11 5555-0123",
    )  # fmt: skip


def _make_identities(chance: random.Random) -> Iterator[str]:
    forms = ["ID {}", "{}", "her number {} stands in the list", "({})"]
    for number in range(12):
        born = f"{chance.randrange(50, 99)}{chance.randrange(1, 13):02}{chance.randrange(1, 29):02}{chance.randrange(1000, 9999)}08"
        born += luhn.calc_check_digit(born)
        written = f"{born[:6]} {born[6:10]} {born[10:]}" if number % 3 == 2 else born
        yield forms[number % 4].format(written)
        nine = f"{chance.randrange(10**8, 10**9)}"
        full = cpf.compact(nine + cpf._calc_check_digits(nine))
        yield ("CPF {}", "{}", "documento {}", "CPF nº {}")[number % 4].format(cpf.format(full) if number % 2 else full)
        eleven = f"{chance.randrange(2 * 10**10, 10**11)}"
        full = eleven + verhoeff.calc_check_digit(eleven)
        yield ("Aadhaar {}", "{}")[number % 2].format(f"{full[:4]} {full[4:8]} {full[8:]}")
        eight = chance.randrange(10**7, 10**8)
        yield forms[number % 4].format(f"{eight:08}{'TRWAGMYFPDXBNJZSQVHLCKE'[eight % 23]}")
        code = f"RSSMRA{chance.randrange(50, 99)}A{chance.randrange(1, 29):02}H501"
        yield forms[number % 4].format(code + codicefiscale.calc_check_digit(code))
    yield from (
        "cédula 1.020.345.678", "C.C. 52.345.678", "cédula de ciudadanía No. 1020345678", "DNI 12.345.678", "RUT 12.345.678-5",
        "passport no. A1234567", "pasaporte AB123456", "SSN 219-09-9998", "her national ID 23456789", "Passaporte: YA1234567",
        "RG 12.345.678-9", "T.C. Kimlik No 10000000146", "ABCPK1234L", "NIE X1234567L", "social security number 219 09 9998",
    )  # fmt: skip


def make_contacts() -> list[str]:
    """Texts with a way to reach a person, as many of each kind as there are ways to write it."""
    chance = random.Random(7)
    links = [_LINKED[n % len(_LINKED)].format(link) for n, link in enumerate(_LINKS * 2)]
    handles = [phrase.format(one) for one in _HANDLES for phrase in ("Follow {}", "({})", "{} runs it")]
    found = [*_make_mails(), *_make_phones(), *links, *handles, *_make_identities(chance)]
    return list(dict.fromkeys(found))


_FIGURES = [
    "{a} people", "about {a} meals", "{a} families in {y}", "{a}", "from {a} to {b}", "between {a} and {b} residents", "{a}, {b} and {c}",
    "It cost {a} rand.", "R{a}", "R {a}", "US$ {a}", "R$ {a}", "€{a}", "{a} euros", "COP {a}", "{a} pesos", "EUR {a}", "{a} reais", "KES {a}",
    "{a} pessoas em {y}", "{a} personas", "{a} abitanti nel {y}", "+{a} meals", "un total de {a} votos", "{a} habitantes ({y})", "$ {a} million",
    "the sum of {a}", "{a}/{b}", "{a} - {b}", "{a} of {b} households", "₹{a}", "Rs. {a}", "{a}%", "population {a} ({y})",
]  # fmt: skip
_AMOUNTS = [
    "340 000", "1 200 000", "12 345 678", "1,200,000", "1.200.000", "24.450", "15,800", "340000", "12000000", "0.119", "0,75", "2 500 000 000",
    "1 234 567.89", "1.234.567,89", "4 500", "612 345", "20,744", "128.5", "2500000", "750 000 000", "31 000", "9,876,543", "100.000", "88 000 000",
]  # fmt: skip
_DATES = [
    "2020-03-27", "27.03.2020", "27/03/2020", "3/27/2020", "2020-04/2020-06", "2019-2020", "2019/2020", "from 09:00 to 17:30", "08:30-16:00",
    "09.00-17.30", "1998, 2004, 2010 and 2016", "2016 2017 2018 2019", "03/2020", "12-2019", "from 2020-03-27 to 2021-01-15", "20 March 2020",
    "01-02-2020", "in 1994/95", "2020-2021 and 2022-2023", "on 01.02.2020 and 03.04.2020", "de 01/02/2020 a 03/04/2021", "2020.03.27", "9h30 – 17h00",
]  # fmt: skip
_DATE_PHRASES = [
    "{}",
    "It ran {}.",
    "The council met ({}).",
    "Durante {} hubo reuniones",
    "Em {} a cidade abriu a porta",
    "{}, as the paper says",
]
_OFFICES = [
    "Decree 10.282/2020", "Law 13.019/2014", "Lei nº 13.019, de 31 de julho de 2014", "Ley 1098 de 2006", "Acuerdo 761 de 2020", "Decreto 415 de 2023",
    "Resolution 119 of 2013", "Resolución 2020-01-012345 de 2020", "contract 0800-123-456", "contract number 082 123 4567", "Contrato nº 0123456789",
    "contrato 4600012345 de 2019", "tender no. 031-2020-0045", "case 2013-11-08/12345", "case number 021 345 6789", "file 0312/2019/00045",
    "Processo 0001234-56.2019.8.26.0100", "Proceso SECOP CO1.PCCNTR.1234567", "grant 2012/45678/07", "grant agreement No 101037080", "NPO 012-345-678",
    "NIT 890.905.211-1", "CNPJ 12.345.678/0001-95", "Partita IVA 01234567890", "CIF B12345674", "Delibera n. 0345/2019", "protocollo 0123456/2020",
    "Expediente 11001-03-15-000-2020-01234-00", "sentencia T-025 de 2004", "Auto 275 de 2011", "registration number 2004/012345/08", "Portaria 454/2020",
    "edital 003/2021", "project 0987654321", "invoice 0011223344", "CIG 7890123456", "CUP B12C34567890123", "section 21(2)(a) of Act 108 of 1996",
    "Ordinance 12-0345", "Bill 2020-0345", "ref. 031 555 0188", "lote 011 2345 6789", "Pregão 012/2020", "account 0123456789 of the council", "erf 1234/567",
]  # fmt: skip
_BOOKS = [
    "ISBN 0-521-12345-6", "ISBN 978-0-521-12345-7", "ISBN 9780521123457", "ISBN-13: 978 0 521 12345 7", "ISBN: 0521123456", "ISSN 1234-5678",
    "doi:10.1234/abcd.2020.0123456", "https://doi.org/10.1080/0123456789.2020.0821234567", "DOI 10.3390/su12041234", "pp. 123-145", "vol. 31, no. 2, pp. 1021-1045",
    "PMID 32145678", "9780521123457", "arXiv 2004.12345", "UN Doc. A/RES/70/1", "Vol 12 (2019), 345-367", "handle 10419/123456",
]  # fmt: skip
_PLACES = [
    "-29.858, 31.029", "lat -29.858, lon 31.029", "29°51′30″ S 31°01′45″ E", "12 Long Street, Cape Town 8001", "Rua da Aurora 1234, Recife, 50050-000",
    "CEP 01310-100", "Carrera 53 # 42-101", "Calle 44 No. 52-165", "Cra 45 #32-10", "Via Roma 12, 20121 Milano", "1600 Main St, 90210-1234",
    "San Francisco, CA 94103-1234", "Av. Paulista, 1578, 01310-200 São Paulo", "ward 33, block 12, house 1045", "Plot 12345, Kibera", "km 123 of the N2",
    "PO Box 12345, Durban 4000", "-5.0892, -42.8019", "6.2442° N, 75.5812° W", "Calle 100 # 19-61, oficina 401", "zone 4, sectors 11, 12 and 13",
]  # fmt: skip
_WORDS = [
    "She looked at the dot on the map", "They met at city hall", "available at example.org", "The report, published at www.paper.test, says so",
    "look at paper.test for the list", "10 @ 5 rand", "tomatoes @ R20 a kilo", "tod@s l@s vecin@s", "niñ@s y adolescentes", "l@s vecin@s. En 2020 abrió",
    "Health@Work", "the Youth@Risk programme", "Facebook: posts of the mayor", "Twitter: 2,300 followers", "their account on Instagram",
    "a WhatsApp group of 230 people", "calls to 112 rose", "The hotline took 1,200 calls in 2020", "the call of 2019-2020", "phone calls: 340 000 in 2020",
    "15 arrobas de carne", "a arroba do boi", "at point 3 of the list", "en este punto com razón", "a ponto de fechar", "il punto di vista",
    "https://medium.test/@paper/a-story", "https://paper.test/2020/0821234567", "https://paper.test/a?id=27825550123", "[a page](https://paper.test/1603302921_323717.html)",
    "[the list](#share-the-list)", "<https://paper.test/maps/@-29.858,31.029,15z>", "COVID-19 in 2020", "SDG 11.3.2", "Agenda 2030, 2017/2018",
    "1 2 3 4 5 6 7 8 9 10", "one two three four five six seven", "10 20 30 40 50 60", "0 500 1000 1500 2000", "a 5-2-1 vote", "score 21-14, 15-21, 21-19",
    "7 of 12", "3 < 4 and 5 > 2", "version 1.2.3.4", "1st, 2nd and 3rd", "the 4x4", "A4, A3", "ratio 1:2500", "1:50 000", "24/7", "50/50", "1/3 of 900 000",
    "the run of 12 340 000 people", "rows 101-110", "bus lines 010, 020 and 030", "rooms 101, 102, 103 and 104", "lines 401 402 403", "Covid: 12 500 cases, 340 deaths",
    "grew from 65 000 to 72 000", "R167m", "R1.2bn", "half a million", "3,5 milhões", "1,5 millones de pesos", "24 450 (2019), 31 200 (2020)", "scored 4.5/5",
    "the 2030 agenda and 17 goals", "between 2,000 and 3,000", "24 hours, 7 days", "the N2 and the M4", "A1, B2, C3", "Form 12-A", "size 40-42-44",
    "the sms campaign reached 1 200 000 people", "Signal and Telegram groups", "the mobile clinic saw 12 345 patients", "the phone tree: 40 people", "id 12345",
]  # fmt: skip


def make_harmless() -> list[str]:
    """Texts in which nobody can be reached, of the kinds that cases are full of."""
    found = list(_WORDS)
    for number, form in enumerate(_FIGURES * 6):
        a, b, c = (_AMOUNTS[(number * step + step) % len(_AMOUNTS)] for step in (5, 7, 11))
        found.append(form.format(a=a, b=b, c=c, y=2015 + number % 10))
    found += [phrase.format(date) for n, date in enumerate(_DATES) for phrase in _DATE_PHRASES[n % 2 :: 2]]
    found += [
        phrase.format(one) for one in _OFFICES for phrase in ("{}", "under {}, as the council says", "Segundo {}.")
    ]
    found += [phrase.format(one) for one in (*_BOOKS, *_PLACES) for phrase in ("{}", "see {} for more")]
    return list(dict.fromkeys(found))
