/** A form's one request: whether it is under way, and what it was refused for. */
import { useState } from 'react'

export function useSending(run: () => Promise<void>): { busy: boolean; error: unknown; send: () => Promise<void> } {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function send() {
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      await run()
    } catch (caught) {
      setError(caught)
    }
    setBusy(false)
  }
  return { busy, error, send }
}
