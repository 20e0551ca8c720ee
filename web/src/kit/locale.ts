/** The language that numbers and dates follow: the document's, refined by the person's browser region. */
let chosen: string | null = null

export function locale(): string {
  if (chosen === null) {
    const wanted = typeof navigator === 'undefined' ? 'en-GB' : navigator.language
    // Words on screen are English, so dates stay English too; the region still decides their order and the clock.
    chosen = wanted.startsWith('en') ? wanted : 'en-GB'
  }
  return chosen
}

export function setLocale(next: string): void {
  chosen = next
}
