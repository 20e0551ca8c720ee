/** Choosing the day of the figures and whose knowledge of that day they use. */
import { t } from '@lingui/core/macro'
import { type RefObject, useState } from 'react'
import { today } from '~/kit/dates'
import { PopoverBox } from '~/ui/aria/PopoverBox'
import { Button } from '~/ui/Button'
import { Checkbox, DateField } from '~/ui/Field'
import type { FiguresSearch } from './search'

type Props = {
  search: FiguresSearch
  triggerRef: RefObject<Element | null>
  onChoose: (change: Pick<FiguresSearch, 'as_of' | 'known_at'>) => void
  onClose: () => void
}

export default function AsOfBox({ search, triggerRef, onChoose, onClose }: Props) {
  const [day, setDay] = useState(search.as_of ?? '')
  const [then, setThen] = useState(!!search.known_at)
  return (
    <PopoverBox label={t`As of`} triggerRef={triggerRef} onClose={onClose} placement="bottom end" width={320}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(e) => {
          e.preventDefault()
          if (day) onChoose({ as_of: day, known_at: then ? day : undefined })
        }}
      >
        <DateField label={t`At the end of`} value={day} max={today()} onChange={setDay} autoFocus />
        <Checkbox
          label={t`With what was known then`}
          hint={t`Entries that were made later for that time are left out, as in a report printed that day.`}
          checked={then}
          onChange={setThen}
        />
        <div className="flex gap-2">
          <Button look="primary" type="submit" disabled={!day}>{t`Show`}</Button>
          <Button look="ghost" onClick={() => onChoose({ as_of: undefined, known_at: undefined })}>
            {t`Back to now`}
          </Button>
        </div>
      </form>
    </PopoverBox>
  )
}
