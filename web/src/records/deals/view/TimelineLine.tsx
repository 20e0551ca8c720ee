/** One line of the timeline: who did what and when, its text or its changed fields, and undo. */
import { plural, t } from '@lingui/core/macro'
import { ArrowRight, ChevronDown } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { asProblem } from '~/core/problem'
import type { Activity, TimelineEntry } from '~/core/schema'
import { undoLast } from '~/core/undo'
import { ago, clock, dayOf, instantLong, today } from '~/kit/dates'
import { Avatar } from '~/ui/Avatar'
import { Button } from '~/ui/Button'
import { Chip } from '~/ui/Chip'
import { cx } from '~/ui/cx'
import { toast } from '~/ui/toast'
import { setActivity } from './activities'
import { Disc } from './Disc'
import type { Change, Line } from './fold'
import { refocus } from './refocus'
import { shownText } from './shownText'

type Props = { dealId: string; line: Line; last: boolean; canEdit: boolean }

export function TimelineLine({ dealId, line, last, canEdit }: Props) {
  const [open, setOpen] = useState(false)
  const entry = line.entries[0]
  if (!entry) return null
  const { activity } = entry
  const undoable = line.entries.filter((e) => e.can_undo && e.seq !== null)
  const more = line.changes.length > 1 || undoable.length > 1
  return (
    <li tabIndex={-1} className={cx('group flex gap-2.5 outline-none', entry.undone && 'text-text-3')}>
      {activity?.kind === 'note' && entry.actor ? (
        <span aria-hidden className="flex w-7 shrink-0 flex-col items-center">
          <Avatar name={entry.actor.name} hue={entry.actor.hue} size={28} />
          {last ? null : <span className="my-1 w-px flex-1 bg-border" />}
        </span>
      ) : (
        <Disc kind={entry.kind} tone={toneOf(entry.kind)} thread={!last} bare={line.quiet} />
      )}
      <div className={cx('min-w-0 flex-1 pb-3', line.quiet ? 'pt-1.5 text-12' : 'pt-[5px]')}>
        <div className="max-w-[640px] break-words">
          <Sentence entry={entry} changes={line.changes} />
          {entry.undone ? <Chip className="ms-1.5">{t`Undone`}</Chip> : null}
          {more ? (
            <button
              type="button"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
              className="-my-1 ms-1 inline-flex h-6 items-center gap-0.5 rounded-4 px-1 align-baseline text-text-2 hover:bg-surface-2 coarse:-my-3.5 coarse:h-11"
            >
              {open ? t`Less` : moreWord(entry.kind === 'deal.edited' ? line.changes.length - 1 : 0)}
              <ChevronDown size={12} strokeWidth={2.25} className={open ? 'rotate-180' : ''} />
            </button>
          ) : null}
        </div>
        {entry.data?.note ? <p className="max-w-[640px] break-words text-text-2">{entry.data.note}</p> : null}
        {activity ? <Told activity={activity} /> : null}
        {open ? <Opened entries={line.entries} /> : null}
      </div>
      {canEdit ? (
        <span className="flex h-7 shrink-0 items-center opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 [@media(hover:none)]:opacity-100">
          {undoable.length === 1 && line.entries.length === 1 ? (
            <UndoButton seq={undoable[0]?.seq ?? 0} what={entry.sentence} />
          ) : null}
          {activity && activity.kind !== 'note' ? <Again dealId={dealId} activity={activity} /> : null}
        </span>
      ) : null}
      <time
        dateTime={entry.at}
        data-tip={instantLong(entry.at)}
        className={cx('num shrink-0 text-text-2', line.quiet ? 'pt-1.5 text-12' : 'pt-[5px]')}
      >
        {dayOf(entry.at) === today() ? ago(entry.at) : clock(entry.at)}
      </time>
    </li>
  )
}

const moreWord = (n: number) => (n > 0 ? plural(n, { one: 'and # more', other: 'and # more' }) : t`Details`)
const toneOf = (kind: string) => (kind === 'deal.won' ? 'ok' : kind === 'deal.moved' ? 'accent' : 'quiet')

function Sentence({ entry, changes }: { entry: TimelineEntry; changes: Change[] }) {
  const who = <span className="font-semibold">{entry.actor?.name ?? originName(entry.origin)}</span>
  const { activity } = entry
  if (activity) {
    if (activity.kind === 'note')
      return (
        <p>
          {who} {t`wrote a note`}
        </p>
      )
    return (
      <p>
        <span className="font-semibold">{activity.subject}</span> <span className="text-text-2">{aside(entry)}</span>
      </p>
    )
  }
  const [first] = changes
  if (entry.kind === 'deal.edited' && first)
    return (
      <span>
        {entry.actor?.name ?? originName(entry.origin)} <span className="text-text-2">{t`changed`}</span>{' '}
        <ChangeText change={first} />
      </span>
    )
  return (
    <span>
      {who} <span className={entry.undone ? 'line-through' : 'text-text-2'}>{entry.sentence}</span>
    </span>
  )
}

/** "Anna Keller, outgoing" after a call's subject. */
function aside({ actor, activity }: TimelineEntry): string {
  const way = activity?.direction === 'in' ? t`incoming` : activity?.direction === 'out' ? t`outgoing` : ''
  return [actor?.name, way].filter(Boolean).join(', ')
}

function originName(origin: string): string {
  if (origin === 'import') return t`The import`
  return origin === 'system' ? t`Headgate` : t`Somebody`
}

/** "Value €40,000 → €48,200". */
function ChangeText({ change }: { change: Change }) {
  return (
    <span className="num">
      {change.label}{' '}
      <span className="text-text-2">{change.before === null ? t`nothing` : shownText(change.before)}</span>{' '}
      <ArrowRight size={12} strokeWidth={2} className="inline rtl:rotate-180" aria-label={t`to`} />{' '}
      <span className="font-medium">{change.after === null ? t`nothing` : shownText(change.after)}</span>
    </span>
  )
}

function Told({ activity }: { activity: Activity }) {
  const parts: ReactNode[] = []
  const body = activity.body ?? (activity.kind === 'note' ? activity.subject : null)
  if (body) parts.push(body)
  if (activity.outcome) parts.push(activity.outcome)
  return parts.map((text, at) => (
    <p key={at} className="max-w-[640px] break-words whitespace-pre-line text-text-2">
      {text}
    </p>
  ))
}

/** What a folded line holds, each with its own undo. */
function Opened({ entries }: { entries: TimelineEntry[] }) {
  return (
    <ul className="mt-1 flex max-w-[640px] flex-col gap-1 border-s-2 border-border ps-2.5">
      {entries.map((e) => (
        <li key={e.seq} className="flex items-start gap-2">
          <span className="min-w-0 flex-1">
            {e.changes.map((change) => (
              <span key={change.field} className="block">
                <ChangeText change={change} />
              </span>
            ))}
          </span>
          <time dateTime={e.at} className="num text-text-3">
            {clock(e.at)}
          </time>
          {e.can_undo && e.seq !== null ? <UndoButton seq={e.seq} what={e.sentence} /> : null}
        </li>
      ))}
    </ul>
  )
}

function UndoButton({ seq, what }: { seq: number; what: string }) {
  const [busy, setBusy] = useState(false)
  async function undo(line: HTMLElement | null) {
    setBusy(true)
    refocus(line)
    await undoLast(seq)
    setBusy(false)
  }
  return (
    <Button
      look="ghost"
      size="sm"
      className="h-6 px-1.5 text-12"
      busy={busy}
      aria-label={t`Undo: ${what}`}
      onClick={(e) => void undo(e.currentTarget.closest('li'))}
    >
      {t`Undo`}
    </Button>
  )
}

/** A done activity may be taken up again. */
function Again({ dealId, activity }: { dealId: string; activity: Activity }) {
  async function reopen() {
    try {
      await setActivity(dealId, activity, 'reopen')
    } catch (error) {
      toast(t`It was not changed`, { detail: asProblem(error).message, tone: 'bad' })
    }
  }
  const { subject } = activity
  return (
    <Button
      look="ghost"
      size="sm"
      className="h-6 px-1.5 text-12"
      aria-label={t`Not done yet: ${subject}`}
      onClick={() => void reopen()}
    >
      {t`Not done`}
    </Button>
  )
}
