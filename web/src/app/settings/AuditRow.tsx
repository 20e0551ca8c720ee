/** One entry of the audit log: what happened to what, by whom and from where; below it old and new values. */
import { t } from '@lingui/core/macro'
import type { AuditChange, AuditEntry } from '~/core/schema'
import { instantLong } from '~/kit/dates'
import { Chip } from '~/ui/Chip'
import { originName, recordNames } from './auditWords'

export function AuditRow({ entry }: { entry: AuditEntry }) {
  const by = entry.actor_name ?? (entry.actor_id ? entry.actor_id : t`Headgate`)
  const from = [originName(entry.origin), entry.device].filter(Boolean).join(' · ')
  return (
    <li className="border-b border-border py-2.5">
      <p className="flex flex-wrap items-baseline gap-x-1.5 gap-y-0.5">
        <Chip>{recordNames()[entry.record] ?? entry.record}</Chip>
        <span className="min-w-0 font-medium break-words">{entry.subject_name ?? entry.subject}</span>
        <span className="min-w-0 break-words">{entry.sentence}</span>
      </p>
      <p className="num mt-0.5 text-12 text-text-2">
        {[by, from, instantLong(entry.recorded_at)].filter(Boolean).join(' · ')}
      </p>
      {entry.changes.length ? (
        <dl className="mt-1.5 grid grid-cols-[minmax(5rem,20%)_1fr] gap-x-3 gap-y-0.5 text-12">
          {entry.changes.map((change) => (
            <Values key={change.field} change={change} />
          ))}
        </dl>
      ) : null}
    </li>
  )
}

function Values({ change }: { change: AuditChange }) {
  const { before, after } = change
  return (
    <>
      <dt className="truncate text-text-2">{change.label}</dt>
      <dd className="min-w-0 break-words">
        {before === null ? null : (
          <>
            <s className="text-text-2">{before}</s>
            <span aria-hidden className="text-text-2">
              {' → '}
            </span>
            <span className="sr-only">{t`became`}</span>
          </>
        )}
        {after === null ? <span className="text-text-2">{t`empty`}</span> : after}
      </dd>
    </>
  )
}
