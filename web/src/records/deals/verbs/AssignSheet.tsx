/** Handing a deal to somebody else. */
import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { useMembers } from '~/core/lists'
import { ProblemNote } from '~/core/ProblemNote'
import type { DealAnswer, Member } from '~/core/schema'
import { Dialog } from '~/ui/aria/Dialog'
import { Avatar } from '~/ui/Avatar'
import { TextField } from '~/ui/Field'
import { assignDeal } from './closeDeal'
import { ChoiceList } from './ChoiceList'
import type { DealLike } from './requests'

type Props = { deal: DealLike; answer: (value: DealAnswer | null) => void }

export function AssignSheet({ deal, answer }: Props) {
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<unknown>(null)
  const members = useMembers().filter(
    (m) => m.status !== 'inactive' && m.name.toLowerCase().includes(typed.trim().toLowerCase()),
  )
  async function assign(member: Member | undefined) {
    if (!member) return
    if (member.id === deal.owner_id) return answer(null)
    try {
      answer(await assignDeal(deal, member))
    } catch (problem) {
      setError(problem)
    }
  }
  const { name } = deal
  return (
    <Dialog title={t`Who takes ${name}?`} onClose={() => answer(null)} width={360}>
      {error ? <ProblemNote error={error} className="mb-3" /> : null}
      <ChoiceList
        label={t`Members`}
        items={members.map((m) => ({
          id: m.id,
          label: m.name,
          icon: <Avatar name={m.name} hue={m.hue} size={24} />,
          hint: m.id === deal.owner_id ? t`Owner now` : undefined,
        }))}
        onChoose={(id) => void assign(members.find((m) => m.id === id))}
        renderField={(props) => (
          <TextField
            {...props}
            label={t`Name`}
            hideLabel
            placeholder={t`Type a name`}
            value={typed}
            onChange={setTyped}
            autoFocus
          />
        )}
      />
    </Dialog>
  )
}
