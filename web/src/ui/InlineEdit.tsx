/** Text that becomes an input when pressed: Enter or leaving saves, Esc reverts, a refusal stays beside it. */
import { t } from '@lingui/core/macro'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { cx } from './cx'

/** What an editor gets: the draft, and how to end. `save` may be given the value it saves. */
export type Editing = {
  draft: string
  setDraft: (text: string) => void
  save: (text?: string) => void
  cancel: () => void
  /** Put these on the input: name, description, invalid mark. */
  input: { 'aria-label': string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }
}

type InlineProps = {
  label: string
  /** The value as text that can be edited, "" for none. */
  value: string
  /** How it reads; the value itself when absent. */
  shown?: ReactNode
  /** Stands in for no value. */
  empty?: string
  canEdit?: boolean
  /** Rejects with an error whose message is shown; the editor comes back with what was written. */
  onSave: (text: string) => Promise<unknown>
  /** Why a draft cannot be saved, or null. */
  check?: (text: string) => string | null
  children: (editing: Editing) => ReactNode
  /** False for editors with a list of their own, which end themselves. */
  saveOnLeave?: boolean
  /** Enter is a new line; Ctrl/⌘ Enter saves. */
  multiline?: boolean
  className?: string
  /** Names the button for keys that open it. */
  name?: string
  /** Stands before the button while nothing is edited: a link that the button's pencil changes. */
  lead?: ReactNode
}

export const inlineInputClass =
  'h-7 w-full min-w-0 rounded-4 border-0 bg-page px-1.5 text-13 text-text shadow-[inset_0_0_0_2px_var(--accent)] outline-none ' +
  'aria-[invalid=true]:shadow-[inset_0_0_0_2px_var(--bad)] coarse:min-h-11 coarse:text-[16px]'

export function InlineEdit(props: InlineProps) {
  const {
    label,
    value,
    shown,
    empty = '–',
    canEdit = true,
    onSave,
    check,
    children,
    multiline,
    className,
    name,
  } = props
  const [draft, setDraft] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const returnFocus = useRef(false)
  const editing = draft !== null
  useEffect(() => {
    if (editing || !returnFocus.current) return
    returnFocus.current = false
    box.current?.querySelector<HTMLElement>('button, a')?.focus()
  }, [editing])

  function end(keepFocus: boolean) {
    returnFocus.current = keepFocus && !!box.current?.contains(document.activeElement)
    setDraft(null)
    setError(null)
  }
  function save(text = draft ?? value, keepFocus = true) {
    const wrong = text === value ? null : (check?.(text) ?? null)
    if (wrong) return setError(wrong)
    end(keepFocus)
    if (text === value) return
    onSave(text).catch((problem: unknown) => {
      setDraft(text)
      setError(problem instanceof Error ? problem.message : String(problem))
    })
  }
  function onKey(e: KeyboardEvent) {
    if (e.key === 'Escape') {
      // The panel and dialogs close by Escape too; here it only takes back the draft.
      e.preventDefault()
      e.stopPropagation()
      end(true)
    } else if (e.key === 'Enter' && props.saveOnLeave !== false && (!multiline || e.ctrlKey || e.metaKey)) {
      e.preventDefault()
      save()
    }
  }

  if (!editing) {
    const text = value === '' ? <span className="text-text-3">{empty}</span> : (shown ?? value)
    const { lead } = props
    if (!canEdit) return <div className={cx('min-w-0', className)}>{lead ?? text}</div>
    return (
      <div ref={box} className={cx('min-w-0', lead ? 'flex items-center gap-2.5' : '')}>
        {lead}
        <button
          type="button"
          data-inline={name}
          onClick={() => setDraft(value)}
          className={cx(
            '-mx-1.5 flex min-h-[26px] max-w-[calc(100%+12px)] min-w-0 items-center rounded-4 px-1.5 text-start hover:bg-surface-2 coarse:min-h-11',
            className,
          )}
        >
          {text}
          <span className="sr"> {t`${label}, edit`}</span>
        </button>
      </div>
    )
  }
  return (
    <div
      ref={box}
      role="presentation"
      className="-mx-1.5 min-w-0 flex-1"
      onKeyDown={onKey}
      onBlur={(e) => {
        if (e.currentTarget.contains(e.relatedTarget) || !document.hasFocus()) return
        if (props.saveOnLeave === false) end(false)
        else save(undefined, false)
      }}
    >
      {children({
        draft,
        setDraft: (text) => {
          setDraft(text)
          setError(null)
        },
        save,
        cancel: () => end(true),
        input: {
          'aria-label': label,
          'aria-describedby': error ? `${name ?? label}-wrong` : undefined,
          'aria-invalid': error ? true : undefined,
        },
      })}
      {error ? (
        <p id={`${name ?? label}-wrong`} role="alert" className="px-1.5 pt-1 text-12 text-bad">
          {error}
        </p>
      ) : null}
    </div>
  )
}
