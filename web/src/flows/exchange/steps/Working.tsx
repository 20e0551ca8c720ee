/** What the server is doing right now with an import: phase, how far, and a way to stop. */
import { t } from '@lingui/core/macro'
import { useEffect, useRef } from 'react'
import { announce } from '~/core/announce'
import type { Import } from '~/core/schema'
import { count } from '~/kit/numbers'
import { Button } from '~/ui/Button'
import { Progress } from '~/ui/Notes'
import { phaseText } from '../words'

type Props = { imp: Import; title: string; onCancel?: () => void; cancelling?: boolean }

export function Working({ imp, title, onCancel, cancelling }: Props) {
  const { phase = '', done = 0, total = 0 } = imp.progress ?? {}
  const said = useRef('')
  useEffect(() => {
    // Spoken once a phase, not at every step of the bar.
    if (phase && phase !== said.current) announce(phaseText(phase))
    said.current = phase
  }, [phase])
  return (
    <section aria-label={title} className="rounded-8 border border-border bg-surface px-5 py-5">
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="text-15 font-semibold">{title}</h2>
          <p className="num mt-0.5 text-text-2">
            {phase ? phaseText(phase) : t`Waiting for its turn`}
            {total ? t` · ${count(done)} of ${count(total)}` : ''}
          </p>
        </div>
        {onCancel ? <Button busy={cancelling} onClick={onCancel}>{t`Stop`}</Button> : null}
      </div>
      <Progress className="mt-4" label={title} done={done} total={total || null} />
    </section>
  )
}
