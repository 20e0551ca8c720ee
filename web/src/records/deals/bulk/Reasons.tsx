/** Why deals stay as they are: each reason with how many, and the first of them to open. */
import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import type { BulkReason } from '~/core/schema'
import { count } from '~/kit/numbers'

export function Reasons({ reasons }: { reasons: BulkReason[] }) {
  if (!reasons.length) return null
  return (
    <ul className="flex flex-col gap-2" aria-label={t`What stays as it is`}>
      {reasons.map((reason) => {
        const named = reason.examples.filter((e) => e.name !== null)
        const more = reason.count - named.length
        const others = count(more)
        return (
          <li key={reason.code + reason.sentence} className="rounded-6 bg-surface-2 px-3 py-2">
            <p className="flex gap-2">
              <span className="num font-medium">{count(reason.count)}</span>
              <span>{reason.sentence}</span>
            </p>
            {named.length ? (
              <p className="mt-1 text-12 text-text-2">
                {named.map((example, at) => (
                  <span key={example.id}>
                    {at ? ', ' : null}
                    {example.id.startsWith('deal_') ? (
                      <Link
                        to="/deals/$dealId"
                        params={{ dealId: example.id }}
                        search={{}}
                        className="underline hover:text-text"
                      >
                        {example.name}
                      </Link>
                    ) : (
                      example.name
                    )}
                  </span>
                ))}
                {more > 0 ? ` ${t`and ${others} more`}` : null}
              </p>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}
