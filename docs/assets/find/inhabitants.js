// How many people a place has, by what somebody writes of it in English, Spanish or Portuguese.

const SPOKEN = {
  a: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11,
  twelve: 12, fifteen: 15, twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90,
  un: 1, um: 1, dos: 2, dois: 2, tres: 3, cuatro: 4, quatro: 4, cinco: 5, seis: 6, siete: 7, sete: 7, ocho: 8, oito: 8,
  nueve: 9, nove: 9, diez: 10, dez: 10, cien: 100, cem: 100,
}
const TIMES = {
  thousand: 1e3, mil: 1e3, k: 1e3, million: 1e6, mio: 1e6, mn: 1e6, m: 1e6,
  millon: 1e6, millones: 1e6, milhao: 1e6, milhoes: 1e6,
}

/** A pattern from pieces: a long one can be read only piece by piece. */
const pattern = (pieces, flags) => new RegExp(pieces.join(""), flags)
const any = (words) => `(?:${words.replaceAll(", ", "|")})`

const SPOKEN_NUMBER = pattern([
  String.raw`\b(?:(half) a|(medio|meio)|(${Object.keys(SPOKEN).join("|")})(?: (hundred))?|(hundred)) `,
  String.raw`(thousand|million|mil|millon|millones|milhao|milhoes)\b`,
], "g")
const AMOUNT = [
  String.raw`(?<![\d.,])(?<number>\d{1,3}(?:[., ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)`,
  String.raw`(?: ?(?<unit>thousand|million|mio|mn|millones|millon|milhoes|milhao|mil)|(?<short>[km]))?(?![a-z\d])`,
].join("")
const ABOUT = any(
  "about, around, roughly, nearly, almost, over, under, some, just, only, more than, less than, up to, of, is, at, " +
    "de, con, com, unos, casi, cerca de, mas de, mais de, menos de, quase",
)
const AFTER_A_PLACE = pattern([
  String.raw`\b${any("town, city, village, municipality, metropolis, place, settlement, population, ciudad, pueblo, " +
    "municipio, distrito, poblacion, cidade, vila, populacao")}`,
  `(?: of| is| de| con| com|:)(?: ${ABOUT})* ${AMOUNT}`,
])
const BEFORE_INHABITANTS = pattern([
  AMOUNT, String.raw`(?: de)? ${any("inhabitants, residents, citizens, souls, habitantes, moradores")}\b(?<after>.*)`,
], "s")
const BEFORE_PEOPLE = pattern([AMOUNT, String.raw`(?: de)? ${any("people, personas, pessoas")}\b(?<after>.*)`], "s")
const ALONE = pattern([
  AMOUNT, String.raw`(?=\s*$|\s*[.,;:!?)\n]| ${any("in, and, but, with, where, here, live, en, y, con, em, e, com")}\b)`,
])
/** What a number is least believed to be the size of a place by: the surer its words, the smaller it may be. */
const SIGNS = [[AFTER_A_PLACE, 100], [BEFORE_INHABITANTS, 100], [BEFORE_PEOPLE, 1000], [ALONE, 5000]]
const MOST_PEOPLE = 5e7

/** 300 people who … are not the town. */
const ARE_SOME = pattern([
  "^ (?:who|lost|lose|losing|lack|without|are|were|have|had|has|out|on|could|cannot|cant|can|died|die|need|needed|",
  "went|go|sleep|slept|sleeping|queue|affected|infected|came|come|living|live (?:on|without|rough)|",
  "que|sin|sem|perdieron|perderam|en la calle|em situacao|na rua|nas ruas|duermen|dormem|murieron|morreram)",
  String.raw`\b`,
])
const IS_MONEY = pattern([
  String.raw`(?:[$€£]|\b(?:usd|eur|gbp|rand|r|budget|costs?|spent|spend|worth|paid|pay|owes?|debt|fund|grant|`,
  String.raw`dollars?|euros?|reais|pesos?|presupuesto|orcamento|deuda|divida)(?: \w+)?(?: of| de)?) ?$`,
])

function value({ number, unit, short }) {
  const isGrouped = /^\d{1,3}([., ]\d{3})+$/.test(number) && !unit
  const plain = isGrouped ? number.replace(/[., ]/g, "") : number.replace(",", ".").replace(/ /g, "")
  return Math.round(Number(plain) * (TIMES[unit ?? short] ?? 1))
}

/** Numbers in words become figures: half a million is 0.5 million. */
const writeFigures = (_, half, other, number, hundred, alone, unit) =>
  `${half || other ? 0.5 : (SPOKEN[number] ?? 1) * (hundred || alone ? 100 : 1)} ${unit}`

/** How many people the place has, if a number in a folded text says so; else 0. */
export function findPeople(text) {
  const plain = text.replace(/[^\S\n]+/g, " ").replace(SPOKEN_NUMBER, writeFigures)
  for (const [sign, least] of SIGNS) {
    for (let from = 0; from < plain.length; ) {
      const found = sign.exec(plain.slice(from))
      if (!found) break
      const people = value(found.groups)
      const start = from + found.index + found[0].indexOf(found.groups.number)
      const stands = people >= least && people <= MOST_PEOPLE && !ARE_SOME.test(found.groups.after ?? "")
      if (stands && !IS_MONEY.test(plain.slice(0, start))) return people
      from = start + found.groups.number.length
    }
  }
  return 0
}
