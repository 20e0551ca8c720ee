/** One polite live region for what the eye sees happen (moves) and one assertive for errors. Mounted by main.tsx. */
let polite: HTMLElement | null = null
let assertive: HTMLElement | null = null

export function mountAnnouncer(): void {
  polite ??= region('polite')
  assertive ??= region('assertive')
}

function region(kind: 'polite' | 'assertive'): HTMLElement {
  const el = document.createElement('div')
  el.setAttribute('aria-live', kind)
  el.setAttribute('aria-atomic', 'true')
  el.className = 'sr'
  document.body.append(el)
  return el
}

/** Speaks a sentence once; the same sentence twice in a row is spoken twice. */
export function announce(text: string, kind: 'polite' | 'assertive' = 'polite'): void {
  const el = kind === 'polite' ? polite : assertive
  if (!el) return
  el.textContent = el.textContent === text ? `${text}\u00a0` : text
}
