/** The list of short messages at the bottom: anyone may add one, ToastRegion shows them. */
export type ToastTone = 'plain' | 'ok' | 'bad'
export type Toast = {
  id: number
  text: string
  detail?: string
  tone: ToastTone
  action?: { label: string; run: () => void }
  /** What it belongs to; `dismissAbout` takes away all of one subject. */
  about?: string
  /** Milliseconds; null stays until dismissed. */
  stay: number | null
}

let toasts: readonly Toast[] = []
let next = 1
const listeners = new Set<() => void>()
const tell = () => listeners.forEach((l) => l())

/** Adds a message; answers a function that takes it away. */
export function toast(text: string, more: Partial<Omit<Toast, 'id' | 'text'>> = {}): () => void {
  const item: Toast = { id: next++, text, tone: 'plain', stay: 6000, ...more }
  toasts = [...toasts.slice(-3), item]
  tell()
  return () => dismissToast(item.id)
}

export function dismissToast(id: number): void {
  toasts = toasts.filter((t) => t.id !== id)
  tell()
}

/** Takes away what is no longer true, such as the offer to undo what was undone. */
export function dismissAbout(about: string): void {
  toasts = toasts.filter((t) => t.about !== about)
  tell()
}

export const toastList = {
  get: () => toasts,
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
