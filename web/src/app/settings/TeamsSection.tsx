/** Teams: their manager, who sees the deals of the team, and their region. */
import { plural, t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '~/core/api'
import { teamsQuery, useMembers } from '~/core/lists'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { Member, Team } from '~/core/schema'
import { useCan } from '~/core/session'
import { Button } from '~/ui/Button'
import { TextField } from '~/ui/Field'
import { InlineChoice, InlineText } from '~/ui/InlineInputs'
import { Skeleton } from '~/ui/Notes'
import { attempt, write } from './attempt'
import { Frame, Heads, LookOnly } from './Frame'

const stale = [keys.teams, keys.members] as const

export function TeamsSection() {
  const mayEdit = useCan('team.edit')
  const list = useQuery(teamsQuery)
  const members = useMembers()
  const teams = (list.data ?? []).filter((x) => !x.archived)
  return (
    <Frame
      wide
      title={t`Teams`}
      about={t`A manager sees the deals of the teams they manage and of all teams below. Regions are for figures.`}
    >
      {mayEdit ? null : <LookOnly />}
      {list.error ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Skeleton className="h-24" /> : null}
      {list.isSuccess && !teams.length ? <p className="py-2 text-text-2">{t`No teams yet.`}</p> : null}
      {teams.length ? (
        <Heads
          labels={[t`Team`, t`Part of`, t`Manager`, t`Region`]}
          grid="grid-cols-[minmax(0,1.2fr)_minmax(0,0.8fr)_minmax(0,1fr)_minmax(0,0.8fr)_72px]"
        />
      ) : null}
      <ul aria-label={t`Teams`}>
        {teams.map((team) => (
          <TeamRow key={team.id} team={team} teams={teams} members={members} canEdit={mayEdit} />
        ))}
      </ul>
      {mayEdit ? <AddTeam /> : null}
    </Frame>
  )
}

type RowProps = { team: Team; teams: Team[]; members: Member[]; canEdit: boolean }

/** Those that a team can be part of: not itself, and none below it. */
function above(team: Team, teams: Team[]): Team[] {
  const below = new Set([team.id])
  for (const _ of teams) for (const x of teams) if (x.parent_id && below.has(x.parent_id)) below.add(x.id)
  return teams.filter((x) => !below.has(x.id))
}

function TeamRow({ team, teams, members, canEdit }: RowProps) {
  const save = (patch: Partial<Team>) =>
    write(stale, () => api.patch(`/teams/${team.id}`, { ...patch, version: team.version }))
  const { name } = team
  const manager = members.find((m) => m.id === team.manager_id)
  const size = members.filter((m) => m.team_id === team.id && m.status !== 'inactive').length
  return (
    <li className="grid min-h-13 grid-cols-[minmax(0,1.2fr)_minmax(0,0.8fr)_minmax(0,1fr)_minmax(0,0.8fr)_72px] items-center gap-3 border-b border-border py-1 max-sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <InlineText
          name={`team-${team.id}`}
          label={t`Name`}
          value={name}
          canEdit={canEdit}
          maxLength={120}
          className="font-medium"
          check={(v) => (v.trim() ? null : t`A team needs a name.`)}
          onSave={(v) => save({ name: v.trim() })}
        />
        <span className="text-12 text-text-2">
          {plural(size, { 0: 'nobody in it', one: '# person', other: '# people' })}
        </span>
      </div>
      <div className="min-w-0 max-sm:col-start-1">
        <InlineChoice
          name={`parent-${team.id}`}
          label={t`What ${name} is part of`}
          value={team.parent_id ?? ''}
          empty={t`On its own`}
          shown={<span className="truncate">{teams.find((x) => x.id === team.parent_id)?.name}</span>}
          none={t`On its own`}
          canEdit={canEdit}
          options={above(team, teams).map((x) => ({ value: x.id, label: x.name }))}
          onSave={(v) => save({ parent_id: v || null })}
        />
      </div>
      <div className="min-w-0 max-sm:col-start-1">
        <InlineChoice
          name={`manager-${team.id}`}
          label={t`Manager of ${name}`}
          value={team.manager_id ?? ''}
          empty={t`No manager`}
          shown={<span className="truncate">{manager?.name}</span>}
          none={t`No manager`}
          canEdit={canEdit}
          options={members.filter((m) => m.status !== 'inactive').map((m) => ({ value: m.id, label: m.name }))}
          onSave={(v) => save({ manager_id: v || null })}
        />
      </div>
      <div className="min-w-0 max-sm:col-start-1">
        <InlineText
          name={`region-${team.id}`}
          label={t`Region of ${name}`}
          value={team.region ?? ''}
          empty={t`No region`}
          canEdit={canEdit}
          maxLength={120}
          onSave={(v) => save({ region: v.trim() || null })}
        />
      </div>
      {canEdit ? (
        <Button
          look="ghost"
          size="sm"
          className="max-sm:col-start-2 max-sm:row-start-1"
          aria-label={t`Archive ${name}`}
          onClick={() =>
            void attempt(t`${name} was not archived`, () =>
              write(stale, () => api.post(`/teams/${team.id}/archive`, { version: team.version })),
            )
          }
        >
          {t`Archive`}
        </Button>
      ) : null}
    </li>
  )
}

function AddTeam() {
  const [name, setName] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  async function add(e: FormEvent) {
    e.preventDefault()
    if (!name.trim() || busy) return
    setBusy(true)
    setError(null)
    try {
      await write(stale, () => api.post('/teams', { name: name.trim() }))
      setName('')
    } catch (caught) {
      setError(caught)
    }
    setBusy(false)
  }
  return (
    <form onSubmit={(e) => void add(e)} className="mt-3 flex max-w-[420px] items-start gap-2">
      <TextField
        label={t`Another team`}
        hideLabel
        placeholder={t`Another team`}
        className="flex-1"
        maxLength={120}
        value={name}
        onChange={setName}
        error={error ? asProblem(error).message : null}
      />
      <Button type="submit" busy={busy} disabled={!name.trim()}>
        {t`Add`}
      </Button>
    </form>
  )
}
