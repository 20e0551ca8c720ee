/** Colours and initials that follow from a name, so that they need no storage. */

/** A stable hue 0..359 for a name. */
export function hueOf(name: string): number {
  let h = 2166136261
  for (const ch of name) h = Math.imul(h ^ (ch.codePointAt(0) ?? 0), 16777619)
  return (h >>> 0) % 360
}

/** Two letters at most: first of the first word and of the last. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const first = words[0] ?? ''
  const last = words.length > 1 ? (words[words.length - 1] ?? '') : ''
  return ([...first].slice(0, last ? 1 : 2).join('') + ([...last][0] ?? '')).toUpperCase()
}
