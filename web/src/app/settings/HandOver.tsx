/** Handing over what a member has: to whom, what of it, how much that is, and how far it has come. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '~/core/api'
import { ProblemNote } from '~/core/ProblemNote'
import type { HandOverPreview, Member, NewHandOver, Owned, Team } from '~/core/schema'
import { count } from '~/kit/numbers'
import { startHandOver, useWatching } from '~/records/deals/bulk/following'
import { Running } from '~/records/deals/bulk/Running'
import { verbTitle } from '~/records/deals/bulk/words'
import { Dialog } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { Checkbox, Select } from '~/ui/Field'
import { Skeleton } from '~/ui/Notes'
import { useSending } from './useSending'

type Props = { member: Member; members: Member[]; teams: Team[]; onClose: () => void }

const EVERY: Owned[] = ['deal', 'company', 'contact', 'activity', 'target']

export default function HandOver(props: Props) {
  const run = useWatching()
  const [begun, setBegun] = useState(false)
  return begun && run ? (
    <Running run={run} onClose={props.onClose} />
  ) : (
    <Asking {...props} onBegin={() => setBegun(true)} />
  )
}

function Asking({ member, members, teams, onClose, onBegin }: Props & { onBegin: () => void }) {
  const [to, setTo] = useState('')
  const [what, setWhat] = useState(EVERY)
  const [closed, setClosed] = useState(true)
  const asked: NewHandOver = { what, closed }
  const preview = useQuery({
    queryKey: ['hand-over', member.id, asked],
    queryFn: ({ signal }) => api.post<HandOverPreview>(`/members/${member.id}/hand-over/preview`, asked, { signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    placeholderData: (before) => before,
  })
  const whole = useQuery({
    queryKey: ['hand-over', member.id, 'whole'],
    queryFn: ({ signal }) => api.post<HandOverPreview>(`/members/${member.id}/hand-over/preview`, {}, { signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  const found = preview.data
  const { busy, error, send } = useSending(async () => {
    const receiver = to.startsWith('team_') ? { team_id: to } : { to }
    await startHandOver(member.id, { ...asked, ...receiver, count: found?.count })
    onBegin()
  })
  const ready = Boolean(to && found?.count && !preview.isFetching)
  const { name } = member
  const all = whole.data
  const closedDeals = count(all?.closed ?? 0)
  const turn = (one: Owned, on: boolean) => setWhat(EVERY.filter((o) => (o === one ? on : what.includes(o))))
  const kinds: [Owned, string, number][] = all
    ? [
        ['deal', t`Deals`, all.deals],
        ['company', t`Companies`, all.companies],
        ['contact', t`Contacts`, all.contacts],
        ['activity', t`Planned activities`, all.activities],
        ['target', t`Targets of periods not over`, all.targets],
      ]
    : []
  return (
    <Dialog
      title={t`Hand over what ${name} has`}
      width={460}
      onClose={onClose}
      onSubmit={() => ready && void send()}
      footer={
        <>
          <Button look="ghost" onClick={onClose}>{t`Cancel`}</Button>
          <Button look="primary" type="submit" busy={busy} disabled={!ready}>
            {verbTitle('hand_over', found?.count ?? 0)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {error || preview.error ? <ProblemNote error={error ?? preview.error} /> : null}
        <Select
          label={t`To`}
          value={to}
          onChange={setTo}
          placeholder={t`Choose a member or a team`}
          hint={
            to.startsWith('team_')
              ? t`Its active members take turns; a company and all that is about it go to one of them.`
              : undefined
          }
          options={[
            ...members
              .filter((m) => m.id !== member.id && m.status !== 'inactive')
              .map((m) => ({ value: m.id, label: m.name })),
            ...teams.filter((x) => !x.archived).map((x) => ({ value: x.id, label: t`Team ${x.name}, in turn` })),
          ]}
        />
        {all ? (
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-2 text-12 text-text-2">{t`What`}</legend>
            {kinds.map(([one, label, n]) => (
              <Checkbox
                key={one}
                label={`${label}: ${count(n)}`}
                checked={what.includes(one)}
                disabled={n === 0}
                onChange={(on) => turn(one, on)}
              />
            ))}
            {all.closed ? (
              <Checkbox
                label={t`Won and lost deals too: ${closedDeals}`}
                hint={t`Who closed them stays named as who did.`}
                checked={closed && what.includes('deal')}
                disabled={!what.includes('deal')}
                onChange={setClosed}
              />
            ) : null}
          </fieldset>
        ) : whole.error ? null : (
          <Skeleton className="h-32" />
        )}
      </div>
    </Dialog>
  )
}
