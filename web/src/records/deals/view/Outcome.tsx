/** What came of a call or a meeting, asked when it is done; may stay empty. */
import { t } from '@lingui/core/macro'
import { type FormEvent, type RefObject, useState } from 'react'
import type { Activity } from '~/core/schema'
import { PopoverBox } from '~/ui/aria/PopoverBox'
import { Button } from '~/ui/Button'
import { TextArea } from '~/ui/Field'

type Props = {
  activity: Activity
  triggerRef: RefObject<Element | null>
  onDone: (outcome?: string) => void
  onClose: () => void
}

export default function Outcome({ activity, triggerRef, onDone, onClose }: Props) {
  const [text, setText] = useState(activity.outcome ?? '')
  function submit(e: FormEvent) {
    e.preventDefault()
    onDone(text.trim() || undefined)
  }
  return (
    <PopoverBox
      label={t`What came of it?`}
      triggerRef={triggerRef}
      onClose={onClose}
      placement="bottom end"
      width={320}
    >
      <form onSubmit={submit} className="flex flex-col gap-3">
        <TextArea
          label={t`What came of it?`}
          rows={3}
          autoFocus
          value={text}
          onChange={setText}
          placeholder={t`What was said, what comes next`}
          onKeyDown={(e) => {
            if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) submit(e)
          }}
        />
        <div className="flex justify-end gap-2">
          <Button look="ghost" onClick={onClose}>
            {t`Cancel`}
          </Button>
          <Button look="primary" type="submit">
            {t`Done`}
          </Button>
        </div>
      </form>
    </PopoverBox>
  )
}
