/** The moment the figures are for: now, or a past day, with today's knowledge of it or with what was known then. */
import { t } from '@lingui/core/macro'
import { History, X } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { dayLong } from '~/kit/dates'
import { Button, IconButton } from '~/ui/Button'
import type { FiguresSearch } from './search'

const AsOfBox = lazy(() => import('./AsOfBox'))

type Props = { search: FiguresSearch; onChange: (change: Partial<FiguresSearch>) => void }

export function AsOf({ search, onChange }: Props) {
  const [open, setOpen] = useState(false)
  const ref = useRef<HTMLButtonElement>(null)
  const { as_of, known_at } = search
  return (
    <>
      <Button
        ref={ref}
        aria-haspopup="dialog"
        aria-expanded={open}
        icon={<History size={16} />}
        onClick={() => setOpen(true)}
      >
        {as_of ? (
          known_at ? (
            t`As known on ${dayLong(as_of)}`
          ) : (
            t`As of ${dayLong(as_of)}`
          )
        ) : (
          <span className="max-sm:sr">{t`As of now`}</span>
        )}
      </Button>
      {as_of ? (
        <IconButton
          label={t`Back to now`}
          className="-ms-1"
          onClick={() => onChange({ as_of: undefined, known_at: undefined })}
        >
          <X size={16} />
        </IconButton>
      ) : null}
      {open ? (
        <Suspense>
          <AsOfBox
            search={search}
            triggerRef={ref}
            onClose={() => setOpen(false)}
            onChoose={(change) => {
              setOpen(false)
              onChange(change)
            }}
          />
        </Suspense>
      ) : null}
    </>
  )
}
