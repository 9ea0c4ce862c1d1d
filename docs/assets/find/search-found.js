// What a search finds, by number of the record. Of a word that is often said some tens of thousands of records are found,
// and a few are shown: so they stand in columns, and only those that are shown are put in order.

/** What is found of one word, or of several. */
export class Found {
  #numbers
  #words
  #scores
  #titled
  #strengths
  /** Marks by which records were found, with the numbers of all that carry them. */
  #marks = []

  /** Nothing yet, of an index of so many records. */
  constructor(size) {
    this.length = 0
    this.#numbers = new Uint32Array(size)
    this.#words = new Uint8Array(size)
    this.#scores = new Float64Array(size)
    this.#titled = new Uint8Array(size)
    this.#strengths = new Uint8Array(size)
  }

  /** The numbers of the records, as they were found. */
  get numbers() {
    return this.#numbers.subarray(0, this.length)
  }

  /** Whether a record is found. */
  has(number) {
    return this.#words[number] > 0
  }

  #reach(number) {
    if (!this.#words[number]) this.#numbers[this.length++] = number
  }

  /** A record that has a word: how well that fits, and how strongly its title says it. */
  add(number, score, titled = 0) {
    this.#reach(number)
    this.#words[number] = 1
    if (score > this.#scores[number]) this.#scores[number] = score
    if (titled > this.#strengths[number]) this.#strengths[number] = titled
    if (titled) this.#titled[number] = 1
  }

  /** Records that carry a mark which is called so. */
  addMarked(mark, numbers, score) {
    this.#marks.push([mark, numbers])
    for (const number of numbers) this.add(number, score)
  }

  /** All that was found counts so many times as much. */
  weigh(times) {
    for (const number of this.numbers) this.#scores[number] *= times
  }

  /** What was found of another word, with this. */
  join(other) {
    for (const number of other.numbers) {
      this.#reach(number)
      this.#words[number] += other.#words[number]
      this.#scores[number] += other.#scores[number]
      // how many of the words its title says, and how few others
      this.#titled[number] += other.#titled[number]
      this.#strengths[number] = Math.max(this.#strengths[number], other.#strengths[number])
    }
    this.#marks.push(...other.#marks)
  }

  /** Leave out what has fewer of the words. */
  keep(words) {
    const all = this.numbers
    this.length = 0
    for (const number of all) {
      if (this.#words[number] === words) this.#numbers[this.length++] = number
      else this.#words[number] = 0
    }
  }

  /** How many there are of the records from one number up to another. */
  count(begin, end) {
    let many = 0
    for (const number of this.numbers) if (number >= begin && number < end) many++
    return many
  }

  /** Less than 0 where the first of two records comes before the other: it has more of the words, or it fits better. */
  #compare(a, b) {
    return this.#words[b] - this.#words[a] || this.#scores[b] - this.#scores[a] || a - b
  }

  /** So many of the records from one number up to another: those that come first. */
  list(begin, end, many) {
    const best = []
    for (const number of this.numbers) {
      if (number < begin || number >= end) continue
      if (best.length === many) {
        if (this.#compare(number, best[many - 1]) > 0) continue
        best.pop()
      }
      let [low, high] = [0, best.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if (this.#compare(best[middle], number) < 0) low = middle + 1
        else high = middle
      }
      best.splice(low, 0, number)
    }
    const listMarks = (number) => this.#marks.filter(([, numbers]) => numbers.includes(number)).map(([mark]) => mark)
    return best.map((id) => ({ id, titled: this.#titled[id], strength: this.#strengths[id], marks: listMarks(id) }))
  }
}
