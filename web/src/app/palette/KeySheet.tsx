/** All keys that work here, by section, with a filter. */
import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { type Action, useAllActions } from '~/core/actions'
import { fit } from '~/core/score'
import { Dialog } from '~/ui/aria/Dialog'
import { Keys } from '~/ui/Chip'
import { TextField } from '~/ui/Field'

export default function KeySheet({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const actions = useAllActions().filter((a) => a.keys && fit(typed, a.title))
  const sections = new Map<string, Action[]>()
  for (const action of actions) sections.set(action.section, [...(sections.get(action.section) ?? []), action])
  return (
    <Dialog title={t`Keys`} onClose={onClose} width={640}>
      <TextField
        label={t`Find a key`}
        hideLabel
        placeholder={t`Find a key`}
        value={typed}
        onChange={setTyped}
        autoFocus
      />
      <div className="mt-4 columns-2 gap-8 max-sm:columns-1">
        {[...sections].map(([title, list]) => (
          <section key={title} className="mb-5 break-inside-avoid">
            <h3 className="mb-1.5 text-12 font-medium text-text-3">{title}</h3>
            <dl>
              {list.map((a) => (
                <div key={a.id} className="flex min-h-7 items-center justify-between gap-3">
                  <dt>{a.title}</dt>
                  <dd className="flex items-center gap-1.5">
                    {(a.keys ?? '').split(',').map((k) => (
                      <Keys key={k} keys={k.trim()} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="text-12 text-text-3">{t`Single letters rest while you type. They can be switched off in Settings, Profile.`}</p>
    </Dialog>
  )
}
