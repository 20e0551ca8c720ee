/** The foot of the composer: plan or log, when, which way, for whom, and the button that saves. */
import { t } from '@lingui/core/macro'
import { useMembers } from '~/core/lists'
import { useSession } from '~/core/session'
import { today } from '~/kit/dates'
import { Button } from '~/ui/Button'
import { cx } from '~/ui/cx'
import { DateField, Select, TextField } from '~/ui/Field'
import type { Draft } from './drafts'

type Props = { draft: Draft; set: (change: Partial<Draft>) => void; busy: boolean; ready: boolean }

export function ComposerFoot({ draft, set, busy, ready }: Props) {
  const { member } = useSession()
  const members = useMembers().filter((m) => m.status !== 'inactive')
  const note = draft.kind === 'note'
  const past = !draft.plan
  return (
    <div className="flex flex-wrap items-end gap-2 border-t border-border px-2 py-2">
      {note ? null : (
        <>
          <div role="radiogroup" aria-label={t`Planned or done`} className="flex rounded-6 bg-surface-2 p-0.5">
            {[true, false].map((plan) => (
              <button
                key={String(plan)}
                type="button"
                role="radio"
                aria-checked={draft.plan === plan}
                onClick={() => set({ plan })}
                className={cx(
                  'h-7 rounded-4 px-2.5 coarse:h-11',
                  draft.plan === plan ? 'bg-card font-medium shadow-control' : 'text-text-2',
                )}
              >
                {plan ? t`Plan` : t`Log`}
              </button>
            ))}
          </div>
          <DateField
            label={past ? t`Done on` : t`Due on`}
            hideLabel
            className="w-36"
            value={draft.day}
            max={past ? today() : undefined}
            onChange={(day) => set({ day })}
          />
          <TextField
            label={t`Time`}
            hideLabel
            type="time"
            className="w-26"
            disabled={!draft.day}
            value={draft.time}
            onChange={(time) => set({ time })}
          />
          {draft.kind === 'call' && past ? (
            <Select
              label={t`Direction`}
              hideLabel
              className="w-28"
              value={draft.direction}
              onChange={(v) => set({ direction: v === 'in' ? 'in' : 'out' })}
              options={[
                { value: 'out', label: t`Outgoing` },
                { value: 'in', label: t`Incoming` },
              ]}
            />
          ) : null}
          {draft.plan ? (
            <Select
              label={t`For whom`}
              hideLabel
              className="w-36"
              value={draft.owner ?? member.id}
              onChange={(owner) => set({ owner: owner === member.id ? null : owner })}
              options={members.map((m) => ({ value: m.id, label: m.id === member.id ? t`Me` : m.name }))}
            />
          ) : null}
        </>
      )}
      <Button
        type="submit"
        look="primary"
        className="ms-auto"
        busy={busy}
        disabled={!ready}
        tip={t`Ctrl or ⌘ with Enter`}
      >
        {note ? t`Save note` : draft.plan ? t`Plan` : t`Log`}
      </Button>
    </div>
  )
}
