/** The board's title: the pipeline's name, and the way to another pipeline or to its settings. */
import { t } from '@lingui/core/macro'
import { useNavigate } from '@tanstack/react-router'
import { ChevronDown, Settings2 } from 'lucide-react'
import { usePipelines } from '~/core/lists'
import type { Pipeline } from '~/core/schema'
import { useCan } from '~/core/session'
import { MenuButton } from '~/ui/MenuButton'

export function PipelineTitle({ pipeline }: { pipeline: Pipeline | undefined }) {
  const pipelines = usePipelines().filter((p) => !p.archived)
  const mayEdit = useCan('pipeline.edit')
  const navigate = useNavigate()
  const sections = [
    {
      id: 'all',
      title: t`Pipelines`,
      items: pipelines.map((p) => ({ id: p.id, label: p.name, checked: p.id === pipeline?.id })),
    },
    ...(mayEdit
      ? [{ id: 'edit', items: [{ id: 'edit', label: t`Stages and gates`, icon: <Settings2 size={16} /> }] }]
      : []),
  ]
  function run(id: string) {
    if (id === 'edit') void navigate({ to: '/settings/$section', params: { section: 'pipelines' } })
    else void navigate({ to: '/p/$pipelineId', params: { pipelineId: id }, search: {} })
  }
  return (
    <h1 className="flex min-w-0">
      <MenuButton
        label={t`Pipelines`}
        named={false}
        sections={sections}
        onAction={run}
        className="-ms-1.5 h-8 min-w-0 gap-1.5 !shrink rounded-6 px-1.5 text-14 font-semibold hover:bg-surface-2 max-sm:text-18"
      >
        <span className="truncate">{pipeline?.name ?? t`Board`}</span>
        <ChevronDown size={14} className="text-text-2" />
      </MenuButton>
    </h1>
  )
}
