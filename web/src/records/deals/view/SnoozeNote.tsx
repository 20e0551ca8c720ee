/** Over the next step of a deal that sleeps: until when, with a way to wake it now. */
import { t } from '@lingui/core/macro'
import { Moon } from 'lucide-react'
import { useState } from 'react'
import type { Deal } from '~/core/schema'
import { dayLong } from '~/kit/dates'
import { Button } from '~/ui/Button'
import { askSnooze } from '../verbs'
import { wakeDeal } from '../verbs/snoozeDeal'

export function SnoozeNote({ deal, until, canEdit }: { deal: Deal; until: string; canEdit: boolean }) {
  const [busy, setBusy] = useState(false)
  const day = dayLong(until)
  async function wake() {
    setBusy(true)
    await wakeDeal(deal)
    setBusy(false)
  }
  return (
    <section
      aria-label={t`Snoozed`}
      className="flex min-h-12 flex-wrap items-center gap-x-2 gap-y-1 rounded-8 border border-border-2 bg-surface-2 px-3 py-1.5"
    >
      <Moon size={16} strokeWidth={1.75} className="text-text-2" />
      <p className="me-auto font-medium">{t`Snoozed until ${day}`}</p>
      {canEdit ? (
        <>
          <Button look="ghost" onClick={() => void askSnooze(deal)}>{t`Another day`}</Button>
          <Button busy={busy} onClick={() => void wake()}>{t`Wake now`}</Button>
        </>
      ) : null}
    </section>
  )
}
