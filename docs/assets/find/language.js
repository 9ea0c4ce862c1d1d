// In which language somebody writes, told by its frequent small words, and how one denies in it.
// "No isolamento" is Portuguese and denies nothing.

const list = (words) => new Set(words.split(" "))

/** Folded, as `fold` gives them. A word that stands in two of the lists speaks for both. */
export const SMALL_WORDS = {
  en: list(
    "the and of to is are in on at with for from that they it its has have there who but not which this was were " +
      "people city town our their his her them because when where very more most some many only also be been than " +
      "or by so all any every other what how you your she between after before into out up down over about " +
      "would could can cannot will must does did had get got want wants make makes anything everything nothing never " +
      "always live lives here",
  ),
  es: list(
    "el los las del y en un una unos unas con por para que al su sus es son hay nuestro nuestra nuestros nos pero se " +
      "lo le les ya muy mas esta estan este esto fue eran ha han como cuando donde porque sin somos tenemos tiene nadie " +
      "ciudad personas gente barrio vecinos alcaldia alcalde municipio municipalidad mujeres calle todo todos",
  ),
  pt: list(
    "o os um uma uns umas com por para que ao aos seu sua seus suas sao ha nosso nossa nossos nos mas da das dos em na " +
      "nas pelo pela ja muito mais esta estao este isso foi eram tem como quando onde porque sem somos temos ninguem " +
      "nao cidade pessoas gente bairro moradores vizinhos prefeitura prefeito mulheres rua tudo todos",
  ),
}

/** What denies what comes next, and what may stand between. */
export const DENIALS = {
  en: {
    no: list("no not without never nor isnt arent wasnt dont doesnt didnt havent hasnt nobody"),
    between: list("any have has had much enough see real"),
  },
  es: { no: list("no sin nunca ni tampoco jamas nadie"), between: list("hay hubo tenemos tiene existe mucha mucho ve") },
  pt: { no: list("nao sem nunca nem jamais ninguem"), between: list("ha houve temos tem existe muita muito ve") },
}

/** The language of folded words; English where they do not tell. */
export function tellLanguage(words) {
  const count = (language) => words.filter((word) => SMALL_WORDS[language].has(word)).length
  return Object.keys(SMALL_WORDS).reduce((best, language) => (count(language) > count(best) ? language : best), "en")
}
