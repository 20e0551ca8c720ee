/** Writing down what happened with a deal, or planning what comes next: note, call, meeting, task. */
import { t } from '@lingui/core/macro'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import { useStore } from '~/core/store'
import { instantAt } from '~/kit/zoned'
import { cx } from '~/ui/cx'
import { addActivity, type NewActivity } from './activities'
import { ComposerFoot } from './ComposerFoot'
import {
  type ComposerKind,
  type Draft,
  draftOf,
  draftStore,
  dropDraft,
  emptyDraft,
  setDraft,
  subjectOf,
  withKind,
} from './drafts'
import { dueBody } from './due'
import { kindIcon, kindName } from './kinds'

const kinds: ComposerKind[] = ['note', 'call', 'meeting', 'task']

export function Composer({ dealId }: { dealId: string }) {
  const stored = useStore(draftStore, (s) => s.drafts[dealId])
  const draft = stored ?? emptyDraft()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const form = useRef<HTMLFormElement>(null)
  const set = (change: Partial<Draft>) => setDraft(dealId, { ...draft, ...change })
  const note = draft.kind === 'note'
  const ready = note ? draft.body.trim() !== '' : draft.subject.trim() !== ''

  // Opening by a key or from the next-step bar puts the pen down in the first field.
  const asked = draft.open
  useEffect(() => {
    if (asked) form.current?.querySelector<HTMLElement>('[data-pen]')?.focus()
  }, [asked])

  useEffect(
    () => () => {
      const left = draftOf(dealId)
      if (left.open) setDraft(dealId, { ...left, open: false })
    },
    [dealId],
  )

  async function submit(e: FormEvent) {
    e.preventDefault()
    if (!ready || busy) return
    setBusy(true)
    setError(null)
    try {
      await addActivity(dealId, asActivity(draft))
      dropDraft(dealId, draft.kind)
    } catch (problem) {
      setError(problem)
    }
    setBusy(false)
  }
  function onKey(e: KeyboardEvent) {
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
      void submit(e)
    } else if (e.key === 'Escape') {
      // Escape puts the pen down; the draft stays. A second one is the panel's.
      e.preventDefault()
      set({ open: false })
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    }
  }
  const expanded = draft.open || draft.body !== '' || draft.subject !== ''
  return (
    <form
      ref={form}
      aria-label={t`Write something down`}
      onSubmit={(e) => void submit(e)}
      className="rounded-8 border border-border-3 bg-page focus-within:border-accent dark:bg-surface"
    >
      <div
        role="presentation"
        onKeyDown={onKey}
        onFocus={() => !draft.open && setDraft(dealId, { ...draft, open: true })}
      >
        <div role="group" aria-label={t`Kind`} className="flex gap-0.5 overflow-x-auto px-1.5 pt-1.5 hide-scroll">
          {kinds.map((kind) => {
            const Icon = kindIcon[kind]
            const on = kind === draft.kind
            return (
              <button
                key={kind}
                type="button"
                aria-pressed={on}
                onClick={() => setDraft(dealId, withKind(draft, kind))}
                className={cx(
                  'flex h-6 shrink-0 items-center gap-1.5 rounded-6 px-2 font-medium coarse:h-11',
                  on ? 'bg-surface-3 text-text' : 'text-text-2 hover:bg-surface-2 hover:text-text',
                )}
              >
                <Icon size={14} strokeWidth={2} />
                {kindName(kind)}
              </button>
            )
          })}
        </div>
        {error ? <ProblemNote error={error} className="mx-2 mt-2" /> : null}
        {note ? null : (
          <input
            data-pen
            aria-label={t`Subject`}
            aria-invalid={error && asProblem(error).field('subject') ? true : undefined}
            value={draft.subject}
            maxLength={300}
            onChange={(e) => set({ subject: e.target.value })}
            placeholder={subjectHint(draft)}
            className="block h-9 w-full bg-transparent px-3 font-medium outline-none placeholder:font-normal placeholder:text-text-3 coarse:h-11 coarse:text-[16px]"
          />
        )}
        {note || expanded ? (
          <textarea
            data-pen={note ? true : undefined}
            aria-label={note ? t`Note` : t`Details`}
            value={draft.body}
            maxLength={20_000}
            rows={expanded ? (note ? 3 : 2) : 1}
            onChange={(e) => set({ body: e.target.value })}
            placeholder={note ? t`Write a note` : draft.plan ? t`What to prepare` : t`What was said`}
            className={cx(
              'block w-full resize-none bg-transparent px-3 outline-none [field-sizing:content] placeholder:text-text-3 coarse:text-[16px]',
              note ? 'py-2' : 'pb-2',
            )}
          />
        ) : null}
        {expanded ? <ComposerFoot draft={draft} set={set} busy={busy} ready={ready} /> : null}
      </div>
    </form>
  )
}

function subjectHint(draft: Draft): string {
  if (draft.kind === 'task') return draft.plan ? t`What is to do?` : t`What was done?`
  if (draft.kind === 'call') return draft.plan ? t`Whom to call, about what?` : t`Who was called, about what?`
  return draft.plan ? t`Whom to meet, about what?` : t`Who met, about what?`
}

/** What the composer sends. A log without a day is of now; one with a day alone is of noon, never of the future. */
export function asActivity(draft: Draft, now = new Date()): NewActivity {
  const body = draft.body.trim()
  if (draft.kind === 'note') {
    const subject = subjectOf(body)
    return { kind: 'note', subject, body: subject === body ? undefined : body, done: true }
  }
  const shared = { kind: draft.kind, subject: draft.subject.trim(), body: body || undefined }
  if (draft.plan)
    return { ...shared, ...dueBody(draft.day, draft.time), done: false, owner_id: draft.owner ?? undefined }
  const at = draft.day ? instantAt(draft.day, draft.time || '12:00') : null
  const doneAt = at && Date.parse(at) < now.getTime() ? at : undefined
  return {
    ...shared,
    done: true,
    done_at: doneAt,
    direction: draft.kind === 'call' ? draft.direction : undefined,
  }
}
