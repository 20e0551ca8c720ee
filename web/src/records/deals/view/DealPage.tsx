/** One deal on a page of its own, with the way back to its pipeline. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight, Link2 } from 'lucide-react'
import { api } from '~/core/api'
import { copyText } from '~/core/copy'
import { usePipelines } from '~/core/lists'
import { PageBar } from '~/core/PageBar'
import { keys } from '~/core/query'
import type { Deal } from '~/core/schema'
import { IconButton } from '~/ui/Button'
import { usePhone } from '~/ui/usePhone'
import { DealView } from './DealView'

const route = getRouteApi('/_shell/deals/$dealId')

export function DealPage() {
  const { dealId } = route.useParams()
  const phone = usePhone()
  const deal = useQuery({ queryKey: keys.deal(dealId), queryFn: () => api.get<Deal>(`/deals/${dealId}`) }).data
  const pipeline = usePipelines().find((p) => p.id === deal?.pipeline_id)
  const name = deal?.name ?? t`Deal`
  const back = pipeline ? (
    <Link
      to="/p/$pipelineId"
      params={{ pipelineId: pipeline.id }}
      search={{}}
      className="flex min-h-6 shrink-0 items-center gap-1 text-text-2 hover:text-text coarse:min-h-11"
    >
      {phone ? <ChevronLeft size={18} className="-ms-1 rtl:rotate-180" /> : null}
      {phone ? deal?.stage_name : pipeline.name}
    </Link>
  ) : null
  const crumbs = (
    <nav aria-label={t`Path`} className="flex min-w-0 items-center gap-1.5 font-medium">
      {back}
      {phone ? null : (
        <>
          {deal ? (
            <>
              <ChevronRight size={14} aria-hidden className="shrink-0 text-text-3 rtl:rotate-180" />
              <span className="truncate text-text-2">{deal.stage_name}</span>
            </>
          ) : null}
          <ChevronRight size={14} aria-hidden className="shrink-0 text-text-3 rtl:rotate-180" />
          <span className="truncate">{name}</span>
        </>
      )}
    </nav>
  )
  return (
    <>
      <PageBar name={name} title={crumbs}>
        {phone ? null : (
          <IconButton label={t`Copy link`} onClick={() => void copyText(location.href, t`Link copied`)}>
            <Link2 size={16} />
          </IconButton>
        )}
      </PageBar>
      <div className="min-h-0 flex-1 overflow-y-auto thin-scroll max-sm:pb-20">
        <DealView key={dealId} id={dealId} width="page" />
      </div>
    </>
  )
}
