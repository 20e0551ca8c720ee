/** The one-field composer under a column's head: Enter makes the deal and stays, Tab opens the whole form, Esc closes. */
import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { asProblem, isGate } from '~/core/problem'
import type { Stage } from '~/core/schema'
import { controlClass } from '~/ui/Field'
import { toast } from '~/ui/toast'
import { askNewDeal } from '../verbs'
import { createDeal } from '../verbs/createDeal'
import { boardUi } from './ui'

export function Composer({ stage }: { stage: Stage }) {
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const close = () => boardUi.set({ composing: null })
  function form() {
    close()
    void askNewDeal({ pipelineId: stage.pipeline_id, stageId: stage.id, name: name.trim() })
  }
  async function create() {
    if (!name.trim() || busy) return
    setBusy(true)
    try {
      await createDeal({ name: name.trim(), pipeline_id: stage.pipeline_id, stage_id: stage.id })
      setName('')
    } catch (error) {
      // What the stage asks of a deal needs the whole form.
      if (isGate(error)) form()
      else toast(t`The deal was not made`, { detail: asProblem(error).message, tone: 'bad' })
    }
    setBusy(false)
  }
  return (
    <div className="shrink-0 px-2 pb-2">
      <input
        autoFocus
        aria-label={t`Name of the new deal`}
        placeholder={t`Name, then Enter`}
        maxLength={200}
        value={name}
        aria-busy={busy}
        onChange={(e) => setName(e.target.value)}
        onBlur={() => !name && close()}
        onKeyDown={(e) => {
          if (e.key === 'Enter') void create()
          else if (e.key === 'Escape') close()
          else if (e.key === 'Tab' && !e.shiftKey) {
            e.preventDefault()
            form()
          }
        }}
        className={`${controlClass} h-9 !bg-card`}
      />
    </div>
  )
}
