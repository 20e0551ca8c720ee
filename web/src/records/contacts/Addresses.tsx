/** A contact's e-mail addresses or numbers: each edited in place, the first is the main one, one more at the end. */
import { t } from '@lingui/core/macro'
import { Star, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '~/ui/Button'
import { InlineText } from '~/ui/InlineInputs'

export type Address = { text: string; label: string | null }
type Props = {
  name: 'email' | 'phone'
  label: string
  /** What stands where there is room for one more. */
  another: string
  items: Address[]
  canEdit: boolean
  check: (typed: string) => string | null
  href: (text: string) => string
  onSave: (items: Address[]) => Promise<unknown>
}

export function Addresses({ name, label, another, items, canEdit, check, href, onSave }: Props) {
  const put = (index: number, text: string) => {
    const kept = items.map((each, i) => (i === index ? { ...each, text: text.trim() } : each))
    if (index === items.length) kept.push({ text: text.trim(), label: null })
    return onSave(kept.filter((each) => each.text))
  }
  const may = (typed: string) => (typed.trim() ? check(typed) : null)
  const first = (index: number) => {
    const chosen = items[index]
    if (chosen) void onSave([chosen, ...items.filter((_, i) => i !== index)])
  }
  if (!canEdit && !items.length) return '–'
  return (
    <ul>
      {items.map((each, i) => (
        <li key={each.text} className="group flex min-h-7 items-center gap-1">
          <div className="min-w-0 flex-1">
            <InlineText
              name={`${name}-${i}`}
              label={label}
              value={each.text}
              canEdit={canEdit}
              check={may}
              lead={canEdit ? undefined : <AddressLink href={href(each.text)}>{each.text}</AddressLink>}
              onSave={(text) => put(i, text)}
            />
          </div>
          {each.label ? <span className="truncate text-12 text-text-3">{each.label}</span> : null}
          {canEdit ? (
            <span className="flex shrink-0 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 coarse:opacity-100">
              {i > 0 ? (
                <IconButton size="sm" label={t`Make ${each.text} the main one`} onClick={() => first(i)}>
                  <Star size={14} />
                </IconButton>
              ) : null}
              <IconButton size="sm" label={t`Remove ${each.text}`} onClick={() => void put(i, '')}>
                <X size={14} />
              </IconButton>
            </span>
          ) : null}
        </li>
      ))}
      {canEdit ? (
        <li>
          <InlineText
            key={items.length}
            name={`${name}-new`}
            label={another}
            value=""
            empty={another}
            check={may}
            onSave={(text) => put(items.length, text)}
          />
        </li>
      ) : null}
    </ul>
  )
}

function AddressLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="truncate text-accent hover:underline">
      {children}
    </a>
  )
}
