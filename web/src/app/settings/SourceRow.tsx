/** One source: its name, when a campaign runs and what it costs, and what can be done with it. */
import { t } from '@lingui/core/macro'
import { Archive, ArchiveRestore, Ellipsis, Megaphone, Pencil, Plus } from 'lucide-react'
import { api } from '~/core/api'
import { keys } from '~/core/query'
import type { Source } from '~/core/schema'
import { dayLong } from '~/kit/dates'
import { money } from '~/kit/money'
import { Chip } from '~/ui/Chip'
import { InlineText } from '~/ui/InlineInputs'
import { MenuButton } from '~/ui/MenuButton'
import { toast } from '~/ui/toast'
import { attempt, write } from './attempt'
import type { Asked } from './SourcesSection'

export const sourceStale = [keys.sources, ['deals'], ['figures']] as const

/** "1 Mar 2026 – 30 Apr 2026", with either end open. */
function span({ starts_on: from, ends_on: until }: Source): string {
  if (from && until) return `${dayLong(from)} – ${dayLong(until)}`
  if (from) return t`from ${dayLong(from)}`
  return until ? t`until ${dayLong(until)}` : ''
}

type Props = { source: Source; depth: number; canEdit: boolean; onAsk: (asked: Asked) => void }

export function SourceRow({ source: s, depth, canEdit, onAsk }: Props) {
  const { name, archived } = s
  const put = (verb: 'archive' | 'restore') => write(sourceStale, () => api.post(`/sources/${s.id}/${verb}`))
  async function act(id: string) {
    if (id === 'edit') return onAsk({ source: s })
    if (id === 'below') return onAsk({ below: s.id })
    const verb = id as 'archive' | 'restore'
    if (!(await attempt(t`${name} was not changed`, () => put(verb)))) return
    const back = verb === 'archive' ? 'restore' : 'archive'
    const run = () => void attempt(t`${name} was not changed`, () => put(back))
    const said = verb === 'archive' ? t`${name} archived` : t`${name} restored`
    toast(said, { tone: 'ok', action: { label: t`Undo`, run } })
  }
  const items = archived
    ? [{ id: 'restore', label: t`Restore`, icon: <ArchiveRestore size={16} /> }]
    : [
        { id: 'edit', label: t`Edit or move…`, icon: <Pencil size={16} /> },
        { id: 'below', label: t`New source below…`, icon: <Plus size={16} /> },
        { id: 'archive', label: t`Archive`, icon: <Archive size={16} /> },
      ]
  const words = s.words.join(', ')
  return (
    <div
      className="flex min-h-11 items-center gap-3 border-b border-border py-1"
      style={{ paddingInlineStart: `${Math.min(depth, 8) * 20}px` }}
    >
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2">
          {s.kind === 'campaign' ? <Megaphone size={14} aria-hidden className="shrink-0 text-text-3" /> : null}
          <InlineText
            name={`source-${s.id}`}
            label={t`Name`}
            value={name}
            canEdit={canEdit && !archived}
            maxLength={200}
            className={archived ? 'text-text-2' : 'font-medium'}
            check={(v) => (v.trim() ? null : t`A source needs a name.`)}
            onSave={(v) =>
              write(sourceStale, () => api.patch(`/sources/${s.id}`, { name: v.trim(), version: s.version }))
            }
          />
          {s.kind === 'campaign' ? <Chip>{t`Campaign`}</Chip> : null}
          {archived ? <Chip>{t`Archived`}</Chip> : null}
        </div>
        {words ? <p className="truncate text-12 text-text-2">{t`Also: ${words}`}</p> : null}
        {s.kind === 'campaign' && (span(s) || s.cost !== null) ? (
          <p className="text-12 text-text-2 sm:hidden">
            {[span(s), s.cost === null ? '' : money(s.cost, s.currency)].filter(Boolean).join(' · ')}
          </p>
        ) : null}
      </div>
      <span className="text-12 text-text-2 max-sm:hidden">{span(s)}</span>
      <span className="num w-24 text-end max-sm:hidden">{s.cost === null ? '' : money(s.cost, s.currency)}</span>
      {canEdit ? (
        <MenuButton
          label={t`Actions for ${name}`}
          sections={[{ id: 'all', items }]}
          onAction={(id) => void act(id)}
          placement="bottom end"
          className="size-7 rounded-6 text-text-2 hover:bg-surface-2 coarse:size-11"
        >
          <Ellipsis size={16} />
        </MenuButton>
      ) : null}
    </div>
  )
}
