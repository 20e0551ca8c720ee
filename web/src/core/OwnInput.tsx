/** One value of one of the workspace's own fields: shown by its kind, and edited in place. */
import { t } from '@lingui/core/macro'
import { Check, ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { dayLong, instantLong } from '~/kit/dates'
import { Chip, StageDot } from '~/ui/Chip'
import { InlineEdit, inlineInputClass } from '~/ui/InlineEdit'
import { InlineArea, InlineChoice, InlineDay, InlineText } from '~/ui/InlineInputs'
import { toast } from '~/ui/toast'
import {
  localMoment,
  momentOf,
  type OwnField,
  type OwnInputProps as Props,
  type OwnOption,
  ownText,
  ownValue,
  type OwnValue,
  wrongText,
} from './ownFields'
import { Linked, Who } from './OwnLinks'
import { asProblem } from './problem'

export function OwnInput(props: Props) {
  const { field, value, canEdit, onSave } = props
  const common = { name: `own-${field.key}`, label: field.name, canEdit }
  const text = ownText(field, value)
  switch (field.kind) {
    case 'long_text':
      return (
        <InlineArea
          {...common}
          value={text}
          className="py-1 whitespace-pre-line"
          onSave={(v) => onSave(v.trim() ? v : null)}
        />
      )
    case 'date':
      return (
        <InlineDay
          {...common}
          value={text}
          shown={text ? dayLong(text) : undefined}
          onSave={(v) => onSave(v || null)}
        />
      )
    case 'instant':
      return <Moment {...props} />
    case 'choice':
      return <OneOf {...props} />
    case 'choices':
      return <SomeOf {...props} />
    case 'flag':
      return <Ticked {...props} />
    case 'member':
      return <Who {...props} />
    case 'link':
      return <Linked {...props} />
    default:
      return (
        <InlineText
          {...common}
          value={text}
          className={field.kind === 'number' || field.kind === 'money' ? 'num' : undefined}
          inputMode={
            field.kind === 'number' || field.kind === 'money' ? 'decimal' : field.kind === 'url' ? 'url' : 'text'
          }
          lead={leads(field, text)}
          check={(v) => wrongText(field, v)}
          onSave={(v) => onSave(ownValue(field, v))}
        />
      )
  }
}

/** Addresses lead somewhere. */
function leads(field: OwnField, text: string) {
  const to = { url: text, email: `mailto:${text}`, phone: `tel:${text.replace(/[^+\d]/g, '')}` }[field.kind as string]
  if (!text || !to || (field.kind === 'url' && !/^https?:\/\//i.test(text))) return undefined
  return (
    <a
      href={to}
      target="_blank"
      rel="noopener noreferrer nofollow"
      aria-label={t`Open ${text}`}
      className="shrink-0 text-accent"
    >
      <ExternalLink size={14} aria-hidden />
    </a>
  )
}

function Moment({ field, value, canEdit, onSave }: Props) {
  const local = localMoment(value)
  return (
    <InlineEdit
      name={`own-${field.key}`}
      label={field.name}
      value={local}
      shown={typeof value === 'string' ? instantLong(value) : undefined}
      canEdit={canEdit}
      onSave={(v) => onSave(momentOf(v))}
    >
      {(e) => (
        <input
          {...e.input}
          type="datetime-local"
          autoFocus
          value={e.draft}
          onChange={(c) => e.setDraft(c.target.value)}
          className={inlineInputClass}
        />
      )}
    </InlineEdit>
  )
}

export function OptionChip({ option }: { option: OwnOption }) {
  return (
    <Chip icon={<StageDot hue={option.hue} />} className="ps-1.5!">
      {option.label}
    </Chip>
  )
}

const offered = (field: OwnField, has: string[]) => field.options.filter((o) => !o.retired || has.includes(o.value))

function OneOf({ field, value, canEdit, onSave }: Props) {
  const now = typeof value === 'string' ? value : ''
  const option = field.options.find((o) => o.value === now)
  return (
    <InlineChoice
      name={`own-${field.key}`}
      label={field.name}
      value={now}
      shown={option ? <OptionChip option={option} /> : undefined}
      canEdit={canEdit}
      none={t`Nothing`}
      options={offered(field, [now])}
      onSave={(v) => onSave(v || null)}
    />
  )
}

function SomeOf({ field, value, canEdit, onSave }: Props) {
  const [open, setOpen] = useState(false)
  const has = Array.isArray(value) ? value : []
  const chosen = field.options.filter((o) => has.includes(o.value))
  const chips = chosen.length ? (
    chosen.map((o) => <OptionChip key={o.value} option={o} />)
  ) : (
    <span className="text-text-3">–</span>
  )
  if (!canEdit) return <span className="flex flex-wrap gap-1">{chips}</span>
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="-mx-1.5 flex min-h-[26px] max-w-[calc(100%+12px)] flex-wrap items-center gap-1 rounded-4 px-1.5 py-0.5 text-start hover:bg-surface-2 coarse:min-h-11"
      >
        {chips}
        <span className="sr"> {t`${field.name}, edit`}</span>
      </button>
      {open ? (
        <fieldset className="max-h-56 overflow-y-auto py-1 thin-scroll">
          <legend className="sr">{field.name}</legend>
          {offered(field, has).map((o) => (
            <label key={o.value} className="flex min-h-6 items-center gap-2 coarse:min-h-11">
              <input
                type="checkbox"
                checked={has.includes(o.value)}
                onChange={() =>
                  save(onSave, has.includes(o.value) ? has.filter((v) => v !== o.value) : [...has, o.value], field)
                }
                className="size-4 shrink-0 accent-accent"
              />
              <StageDot hue={o.hue} />
              {o.label}
            </label>
          ))}
        </fieldset>
      ) : null}
    </div>
  )
}

/** For controls without a place for what went wrong. */
function save(onSave: Props['onSave'], value: OwnValue, field: OwnField) {
  const { name } = field
  onSave(value).catch((error: unknown) =>
    toast(t`${name} was not changed`, { detail: asProblem(error).message, tone: 'bad' }),
  )
}

function Ticked({ field, value, canEdit, onSave }: Props) {
  if (!canEdit) return value === true ? <Check size={16} role="img" aria-label={t`yes`} /> : '–'
  return (
    <label className="flex min-h-7 items-center coarse:min-h-11">
      <input
        type="checkbox"
        aria-label={field.name}
        checked={value === true}
        onChange={(e) => save(onSave, e.target.checked, field)}
        className="size-4 accent-accent"
      />
    </label>
  )
}
