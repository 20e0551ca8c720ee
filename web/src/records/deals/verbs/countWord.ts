/** Small counts as words at the start of a sentence: "Two things". */
import { t } from '@lingui/core/macro'

export function countWord(n: number): string {
  const words = [t`No`, t`One`, t`Two`, t`Three`, t`Four`, t`Five`, t`Six`, t`Seven`, t`Eight`, t`Nine`]
  return words[n] ?? String(n)
}
