/** The first minutes of an empty workspace: one sentence and three ways in. */
import { t } from '@lingui/core/macro'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Check, FileSpreadsheet, FlaskConical, ShieldCheck, SquareKanban } from 'lucide-react'
import type { ReactNode } from 'react'
import { api } from '~/core/api'
import { ProblemNote } from '~/core/ProblemNote'
import { keys, queryClient } from '~/core/query'
import type { Pipeline, Session } from '~/core/schema'
import { useCan, useSession } from '~/core/session'
import { DropZone } from '~/flows/exchange/DropZone'
import { askNewDeal } from '~/records/deals/verbs'
import { Button } from '~/ui/Button'
import { cx } from '~/ui/cx'
import { EmptyState } from '~/ui/Notes'

/** `pipelineId`: the empty pipeline one looks at, if there is one. */
export function FirstMinutes({ pipelineId }: { pipelineId?: string }) {
  const { member, workspace, workspaces } = useSession()
  const mayImport = useCan('import.run')
  const mayCreate = useCan('deal.create')
  const mayBuild = useCan('pipeline.edit')
  const others = workspaces.filter((w) => w.id !== workspace.id)
  const begin = pipelineId ? mayCreate : mayBuild
  if (!mayImport && !begin && !others.length)
    return <EmptyState title={t`No deals yet`}>{t`Deals appear here as soon as somebody adds them.`}</EmptyState>
  const ways = Number(mayImport) + Number(begin) + Number(others.length > 0)
  const name = member.name.split(' ')[0] ?? member.name
  return (
    <div className="min-h-0 flex-1 overflow-y-auto thin-scroll">
      <div
        className={cx('mx-auto px-6 py-14 max-sm:px-4 max-sm:py-6', ways === 3 ? 'max-w-[1120px]' : 'max-w-[820px]')}
      >
        <h2 className="text-24 font-semibold">{t`Welcome, ${name}. Where do your deals come from?`}</h2>
        <p className="mt-1.5 text-14 text-text-2">{t`Each way takes a few minutes, and all of them can be undone.`}</p>
        <ul
          className={cx(
            'mt-8 grid grid-cols-1 gap-4',
            ways === 3 ? 'md:grid-cols-3' : ways === 2 ? 'md:grid-cols-2' : '',
          )}
        >
          {mayImport ? <Bring /> : null}
          {begin ? <Begin pipelineId={pipelineId} /> : null}
          {others.length ? <LookAround others={others} /> : null}
        </ul>
        <p className="mt-6 flex items-center justify-end gap-2 text-text-2 max-sm:justify-start">
          <ShieldCheck size={16} strokeWidth={1.75} className="text-text-3" />
          {t`Your data stays in this installation.`}
        </p>
      </div>
    </div>
  )
}

type WayProps = { icon: ReactNode; title: string; text: string; first?: boolean; children: ReactNode }

function Way({ icon, title, text, first, children }: WayProps) {
  return (
    <li
      className={cx(
        'flex min-w-0 flex-col rounded-12 bg-surface p-6 max-sm:p-5',
        first ? 'shadow-[inset_0_0_0_2px_var(--accent)]' : 'shadow-[inset_0_0_0_1px_var(--border)]',
      )}
    >
      <span className="mb-5 inline-flex size-10 items-center justify-center rounded-8 bg-accent-tint text-accent">
        {icon}
      </span>
      <h3 className="text-18 font-semibold">{title}</h3>
      <p className="mt-1.5 text-14 text-text-2">{text}</p>
      <div className="mt-5 flex flex-1 flex-col justify-end gap-3">{children}</div>
    </li>
  )
}

function Bring() {
  return (
    <Way
      first
      icon={<FileSpreadsheet size={20} strokeWidth={1.75} />}
      title={t`Bring your deals`}
      text={t`From a sheet or another CRM, with their past dates. You see everything before it is written.`}
    >
      <DropZone brief />
    </Way>
  )
}

function Begin({ pipelineId }: { pipelineId: string | undefined }) {
  const navigate = useNavigate()
  const make = useMutation({
    mutationFn: () => api.post<Pipeline>('/pipelines', { name: t`Sales` }),
    async onSuccess(made) {
      await queryClient.invalidateQueries({ queryKey: keys.pipelines })
      await navigate({ to: '/p/$pipelineId', params: { pipelineId: made.id }, search: {} })
    },
  })
  const widths = [100, 84, 68, 54, 42, 32]
  return (
    <Way
      icon={<SquareKanban size={20} strokeWidth={1.75} />}
      title={t`Start with six stages`}
      text={t`From the first lead to the closing, as the usual sale goes. Rename, add or retire any of them later.`}
    >
      <span aria-hidden className="my-2 flex h-16 items-center gap-1.5">
        {widths.map((size) => (
          <span key={size} className="flex-1 rounded-4 bg-mark-45" style={{ blockSize: `${size}%` }} />
        ))}
      </span>
      {make.error ? <ProblemNote error={make.error} /> : null}
      <Button
        size="lg"
        busy={make.isPending}
        onClick={() => (pipelineId ? void askNewDeal({ pipelineId }) : make.mutate())}
      >
        {pipelineId ? t`Create the first deal` : t`Make the pipeline`}
      </Button>
    </Way>
  )
}

function LookAround({ others }: { others: { id: string; name: string }[] }) {
  const change = useMutation({
    mutationFn: (id: string) => api.post<Session>('/session/workspace', { workspace_id: id }),
    // Every cached answer belongs to the other workspace: start clean.
    onSuccess: () => location.assign('/'),
  })
  return (
    <Way
      icon={<FlaskConical size={20} strokeWidth={1.75} />}
      title={t`Look around first`}
      text={t`A company with a full pipeline lives beside yours. Nothing you do there touches your own data.`}
    >
      <ul className="flex flex-col gap-1.5">
        {[t`Deals with their whole history`, t`Figures that have something to say`].map((line) => (
          <li key={line} className="flex items-center gap-2">
            <Check size={16} className="text-ok" />
            {line}
          </li>
        ))}
      </ul>
      {change.error ? <ProblemNote error={change.error} /> : null}
      {others.slice(0, 3).map((w) => (
        <Button
          key={w.id}
          size="lg"
          busy={change.isPending && change.variables === w.id}
          onClick={() => change.mutate(w.id)}
        >
          <span className="truncate">{t`Open ${w.name}`}</span>
        </Button>
      ))}
    </Way>
  )
}
