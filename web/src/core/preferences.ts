/** What a person likes on this device: theme (a cookie, so that it is known before paint), rail, letter keys, last pipeline. */
import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark' | 'system'
export type Preferences = { theme: Theme; rail: boolean; letterKeys: boolean; lastPipeline: string | null }

const KEY = 'headgate'
const listeners = new Set<() => void>()
let current: Preferences = read()

function read(): Preferences {
  const defaults: Preferences = { theme: 'system', rail: false, letterKeys: true, lastPipeline: null }
  if (typeof document === 'undefined') return defaults
  const theme = /(?:^|; )headgate_theme=(light|dark|system)/.exec(document.cookie)?.[1] as Theme | undefined
  try {
    return { ...defaults, ...JSON.parse(localStorage.getItem(KEY) ?? '{}'), theme: theme ?? 'system' }
  } catch {
    return { ...defaults, theme: theme ?? 'system' }
  }
}

function paint(theme: Theme): void {
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
}

export const preferences = {
  get: (): Preferences => current,
  set(change: Partial<Preferences>): void {
    current = { ...current, ...change }
    const { theme, ...rest } = current
    localStorage.setItem(KEY, JSON.stringify(rest))
    if (change.theme) {
      document.cookie = `headgate_theme=${theme}; path=/; max-age=31536000; samesite=lax`
      paint(theme)
    }
    for (const listener of listeners) listener()
  },
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

/** Follows the system's theme while "system" is chosen. */
export function followSystemTheme(): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => paint(current.theme))
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(preferences.subscribe, preferences.get)
}
