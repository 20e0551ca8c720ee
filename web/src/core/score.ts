/** How well a typed text fits a title: word starts first, then anywhere, then letters in order. For the palette. */
export type Fit = { score: number; ranges: [from: number, to: number][] }

/** Null when it does not fit; a higher score is better; ranges are the letters to make bold. */
export function fit(typed: string, title: string): Fit | null {
  const words = fold(typed).split(/\s+/).filter(Boolean)
  const text = fold(title)
  if (!words.length) return { score: 0, ranges: [] }
  const ranges: [number, number][] = []
  let score = 0
  for (const word of words) {
    const start = wordStart(text, word)
    const at = start >= 0 ? start : text.indexOf(word)
    if (at >= 0) {
      score += start >= 0 ? (at === 0 ? 4 : 3) : 1.5
      ranges.push([at, at + word.length])
      continue
    }
    const letters = inOrder(text, word)
    if (!letters) return null
    score += 0.5
    ranges.push(...letters)
  }
  return { score: score / words.length - title.length / 1000, ranges: ranges.sort((a, b) => a[0] - b[0]) }
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

function wordStart(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return at
  }
  return -1
}

/** Letters in order, but only from a word start on: random letters far apart are noise. */
function inOrder(text: string, word: string): [number, number][] | null {
  if (word.length < 2) return null
  const found: [number, number][] = []
  let at = -1
  for (const letter of word) {
    at = text.indexOf(letter, at + 1)
    if (at < 0 || (found.length === 0 && at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1] ?? ''))) return null
    found.push([at, at + 1])
  }
  return (found[found.length - 1]?.[1] ?? 0) - (found[0]?.[0] ?? 0) <= word.length * 4 ? found : null
}
