/** Keeps the focus near when the control that had it goes away with what it changed. */

/** Watches until the focus falls to the page (its control was taken out), then gives it to `box`; at most 3 s. */
export function refocus(box: HTMLElement | null): void {
  if (!box) return
  const give = () => {
    if (document.activeElement !== document.body) return false
    box.focus({ preventScroll: true })
    return true
  }
  const watch = new MutationObserver(() => give() && watch.disconnect())
  watch.observe(document.body, { childList: true, subtree: true })
  setTimeout(() => watch.disconnect(), 3000)
}
