/** Whether the window is phone-wide (< 640), and other width questions that styles cannot answer. */
import { useSyncExternalStore } from 'react'

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
}

const PHONE = '(width < 640px)'
export const usePhone = () => useMedia(PHONE)
/** The same, asked once. */
export const phoneWide = () => matchMedia(PHONE).matches
/** Wide enough for the panel to push the page instead of covering it. */
export const useWide = () => useMedia('(width >= 1440px)')
