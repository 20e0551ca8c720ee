/** A part of a deal's page with a list in it: its heading, the button that adds to it, and what it shows until it is there. */
import { t } from '@lingui/core/macro'
import { Plus } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { ProblemNote } from '~/core/ProblemNote'
import { Button } from '~/ui/Button'
import { Skeleton } from '~/ui/Notes'

type Props = {
  title: string
  /** What the button adds, in full; its word is short. Absent where nothing may be added. */
  adds?: { label: string; ref: RefObject<HTMLButtonElement | null>; run: () => void }
  list: { error: Error | null; isPending: boolean; isSuccess: boolean; refetch: () => unknown }
  /** Said where the list has come and holds nothing. */
  empty: string | null
  children: ReactNode
}

export function PartSection({ title, adds, list, empty, children }: Props) {
  return (
    <section aria-label={title} className="mt-6">
      <div className="mb-1.5 flex h-7 items-center justify-between coarse:h-11">
        <h2 className="font-semibold">{title}</h2>
        {adds ? (
          <Button
            ref={adds.ref}
            look="ghost"
            size="sm"
            icon={<Plus size={14} />}
            aria-label={adds.label}
            onClick={adds.run}
          >
            {t`Add`}
          </Button>
        ) : null}
      </div>
      {list.error ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Skeleton className="h-10" /> : null}
      {list.isSuccess && empty ? <p className="text-text-3">{empty}</p> : null}
      {children}
    </section>
  )
}
