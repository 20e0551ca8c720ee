/** Puts text on the clipboard and says so. */
import { t } from '@lingui/core/macro'
import { toast } from '~/ui/toast'

export async function copyText(text: string, said = t`Copied`): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    toast(said, { tone: 'ok' })
  } catch {
    // Clipboard access is refused outside https and by some policies: show the text to copy by hand.
    toast(t`Copy this:`, { detail: text, stay: null })
  }
}
