/** Undo of the last own change: writers remember the sequence of what they did, Ctrl/⌘ Z asks the server to take it back. */
import { t } from '@lingui/core/macro'
import { dismissAbout, toast } from '~/ui/toast'
import { api } from './api'
import { asProblem } from './problem'
import { queryClient } from './query'

type Change = { seq: number; label: string }

let changes: Change[] = []

/** Call after every own write that answered a `seq`. */
export function rememberChange(seq: number, label: string): void {
  changes = [...changes.slice(-19), { seq, label }]
}

export const canUndo = (): boolean => changes.length > 0

/** Undoes the newest remembered change, or the one with this sequence. */
export async function undoLast(seq?: number): Promise<void> {
  const change =
    seq === undefined ? changes[changes.length - 1] : (changes.find((c) => c.seq === seq) ?? { seq, label: '' })
  if (!change) {
    toast(t`Nothing to undo`)
    return
  }
  changes = changes.filter((c) => c.seq !== change.seq)
  dismissAbout(`change ${change.seq}`)
  try {
    await api.post('/undo', { seq: change.seq })
    toast(change.label ? t`Undone: ${change.label}` : t`Undone`, { tone: 'ok' })
    void queryClient.invalidateQueries({ predicate: (q) => q.queryKey[0] !== 'session' && q.queryKey[0] !== 'fields' })
  } catch (error) {
    toast(t`This cannot be undone`, { detail: asProblem(error).message, tone: 'bad' })
  }
}
