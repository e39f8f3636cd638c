/** Finds commands by some of their letters, in order: `svrp` finds `Save the report`. */

export interface Match {
  /** The higher, the better. */
  score: number
  /** Where in the text the letters stand, ascending. */
  at: readonly number[]
}

const AT_WORD = 8
const AT_BEGINNING = 4
const IN_A_ROW = 5
const PER_LETTER = 1
/** Letters that are passed over between two of the word. */
const PER_GAP = -0.5

/** Every word of `words` must be found, each by itself; null: one is not. */
export function fuzzyMatch(words: string, text: string): Match | null {
  const letters = lettersOf(text)
  const at = new Set<number>()
  let score = 0
  for (const word of words.split(/\s+/)) {
    const match = bestOf(lettersOf(word), letters)
    if (match === null) return null
    score += match.score
    for (const place of match.at) at.add(place)
  }
  // Of two that match alike the shorter says it more exactly.
  return { score: score - letters.length / 100, at: [...at].sort((a, b) => a - b) }
}

/** The text in pieces, each with whether it is part of the match. */
export function piecesOf(text: string, at: readonly number[]): { text: string; hit: boolean }[] {
  const hits = new Set(at)
  const pieces: { text: string; hit: boolean }[] = []
  for (const [place, letter] of text.split('').entries()) {
    const hit = hits.has(place)
    const last = pieces.at(-1)
    if (last?.hit === hit) last.text += letter
    else pieces.push({ text: letter, hit })
  }
  return pieces
}

/** One by one, so that places stay those of the text: some letters are two in the other case. */
const lettersOf = (text: string): string[] => text.split('').map((letter) => letter.toLowerCase())

/** From each place where it may begin. */
function bestOf(word: readonly string[], text: readonly string[]): Match | null {
  const [first] = word
  if (first === undefined) return { score: 0, at: [] }
  let best: Match | null = null
  for (let start = text.indexOf(first); start >= 0; start = text.indexOf(first, start + 1)) {
    const plain = matchFrom(start, word, text, plainly)
    if (plain === null) break // nor will one be found that begins later
    for (const match of [plain, matchFrom(start, word, text, byWords)]) {
      if (match !== null && (best === null || match.score > best.score)) best = match
    }
  }
  return best
}

/** Where the next letter stands, from a place on; −1: nowhere. */
type Next = (letter: string, text: readonly string[], from: number) => number

const plainly: Next = (letter, text, from) => text.indexOf(letter, from)

/** Right here, else at the beginning of a word, else anywhere. */
const byWords: Next = (letter, text, from) => {
  if (text[from] === letter) return from
  const start = text.findIndex(
    (other, place) => place >= from && other === letter && isWordStart(text, place),
  )
  return start < 0 ? text.indexOf(letter, from) : start
}

function matchFrom(
  start: number,
  word: readonly string[],
  text: readonly string[],
  next: Next,
): Match | null {
  const at: number[] = []
  let score = 0
  for (const letter of word) {
    const before = at.at(-1)
    const place = before === undefined ? start : next(letter, text, before + 1)
    if (place < 0) return null
    score += PER_LETTER
    if (place === 0) score += AT_BEGINNING
    if (isWordStart(text, place)) score += AT_WORD
    else if (before !== undefined && before === place - 1) score += IN_A_ROW
    score += PER_GAP * (place - 1 - (before ?? place - 1))
    at.push(place)
  }
  return { score, at }
}

const isWordStart = (text: readonly string[], place: number): boolean =>
  place === 0 || !/[\p{L}\p{N}]/u.test(text[place - 1] ?? '')
