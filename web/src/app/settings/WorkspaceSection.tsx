/** The workspace: name, currency of figures, zone, fiscal year, first day of the week. */
import { t } from '@lingui/core/macro'
import { type FormEvent, useState } from 'react'
import { api } from '~/core/api'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import { keys, queryClient } from '~/core/query'
import type { Session, Workspace } from '~/core/schema'
import { useCan, useSession } from '~/core/session'
import { setZone } from '~/kit/dates'
import { locale } from '~/kit/locale'
import { Button } from '~/ui/Button'
import { NumberField, Select, TextField } from '~/ui/Field'
import { toast } from '~/ui/toast'
import { Frame, LookOnly } from './Frame'

export function WorkspaceSection() {
  const { workspace } = useSession()
  // A change by somebody else arrives by its version: the form starts anew from what stands.
  return <Form key={workspace.version} workspace={workspace} />
}

type Draft = Record<'name' | 'base_currency' | 'zone' | 'fiscal_month' | 'week_start' | 'backdating_days', string>

function draftOf(w: Workspace): Draft {
  return {
    name: w.name,
    base_currency: w.base_currency,
    zone: w.zone,
    fiscal_month: String(w.fiscal_month),
    week_start: String(w.week_start),
    backdating_days: String(w.backdating_days),
  }
}

function Form({ workspace }: { workspace: Workspace }) {
  const mayEdit = useCan('workspace.edit')
  const [draft, setDraft] = useState(draftOf(workspace))
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const problem = error ? asProblem(error) : null
  const start = draftOf(workspace)
  const changed = (Object.keys(draft) as (keyof Draft)[]).filter((k) => draft[k] !== start[k])
  const set = (name: keyof Draft) => (value: string) => setDraft({ ...draft, [name]: value })
  async function save(e: FormEvent) {
    e.preventDefault()
    if (!changed.length || busy) return
    setBusy(true)
    setError(null)
    try {
      const patch = Object.fromEntries(
        changed.map((k) => [k, /month|start|days/.test(k) ? Number(draft[k]) : draft[k].trim()]),
      )
      const saved = await api.patch<Workspace>('/workspace', { ...patch, version: workspace.version })
      setZone(saved.zone)
      queryClient.setQueryData<Session>(
        keys.session,
        (s) =>
          s && {
            ...s,
            workspace: saved,
            workspaces: s.workspaces.map((w) => (w.id === saved.id ? { id: w.id, name: saved.name } : w)),
          },
      )
      toast(t`Workspace saved`, { tone: 'ok' })
      void queryClient.invalidateQueries({ predicate: (q) => q.queryKey[0] !== 'session' })
    } catch (caught) {
      setError(caught)
      setBusy(false)
      void queryClient.invalidateQueries({ queryKey: keys.session })
    }
  }
  const named = (Object.keys(draft) as string[]).some((k) => problem?.field(k))
  return (
    <Frame title={t`Workspace`}>
      {mayEdit ? null : <LookOnly />}
      <form onSubmit={(e) => void save(e)}>
        <fieldset disabled={!mayEdit} className="flex max-w-[420px] flex-col gap-4">
          <legend className="sr">{t`Workspace`}</legend>
          {problem && !named ? <ProblemNote error={problem} /> : null}
          <TextField
            label={t`Name`}
            required
            maxLength={120}
            value={draft.name}
            onChange={set('name')}
            error={problem?.field('name')}
          />
          <Select
            label={t`Base currency`}
            hint={t`Figures are in it. Values in other currencies are shown beside, never added.`}
            options={currencies(draft.base_currency)}
            value={draft.base_currency}
            onChange={set('base_currency')}
            error={problem?.field('base_currency')}
          />
          <Select
            label={t`Time zone`}
            hint={t`Days begin and end by it, for everybody.`}
            options={zones(draft.zone)}
            value={draft.zone}
            onChange={set('zone')}
            error={problem?.field('zone')}
          />
          <div className="flex gap-3 max-sm:flex-col">
            <Select
              label={t`Fiscal year begins in`}
              className="flex-1"
              options={months()}
              value={draft.fiscal_month}
              onChange={set('fiscal_month')}
              error={problem?.field('fiscal_month')}
            />
            <Select
              label={t`Week begins on`}
              className="flex-1"
              options={weekdays()}
              value={draft.week_start}
              onChange={set('week_start')}
              error={problem?.field('week_start')}
            />
          </div>
          <NumberField
            label={t`Days back`}
            inputMode="numeric"
            hint={t`How far in the past members may enter what happened.`}
            value={draft.backdating_days}
            onChange={set('backdating_days')}
            error={problem?.field('backdating_days')}
          />
          {mayEdit ? (
            <div className="flex gap-2">
              <Button type="submit" look="primary" busy={busy} disabled={!changed.length || !draft.name.trim()}>
                {t`Save`}
              </Button>
              {changed.length ? (
                <Button look="ghost" onClick={() => setDraft(start)}>
                  {t`Reset`}
                </Button>
              ) : null}
            </div>
          ) : null}
        </fieldset>
      </form>
    </Frame>
  )
}

function withCurrent(list: string[], current: string): string[] {
  return list.includes(current) ? list : [current, ...list]
}

function currencies(current: string) {
  const names = new Intl.DisplayNames([locale()], { type: 'currency' })
  return withCurrent(Intl.supportedValuesOf('currency'), current).map((code) => ({
    value: code,
    label: `${code} – ${names.of(code) ?? code}`,
  }))
}

function zones(current: string) {
  return withCurrent(['UTC', ...Intl.supportedValuesOf('timeZone')], current).map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
  }))
}

function months() {
  const name = new Intl.DateTimeFormat(locale(), { month: 'long', timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, m) => ({ value: String(m + 1), label: name.format(Date.UTC(2026, m, 1)) }))
}

function weekdays() {
  const name = new Intl.DateTimeFormat(locale(), { weekday: 'long', timeZone: 'UTC' })
  // 1 June 2026 is a Monday.
  return Array.from({ length: 7 }, (_, d) => ({ value: String(d + 1), label: name.format(Date.UTC(2026, 5, d + 1)) }))
}
