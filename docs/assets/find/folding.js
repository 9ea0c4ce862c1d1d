// What somebody types, made like what we compare it with.

/** Small letters without accents, as hooks/casebook/search/word_list.py folds the words of the book. */
export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
