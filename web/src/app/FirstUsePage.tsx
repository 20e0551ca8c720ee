/** The start when the workspace has no pipeline yet: bring data in, or begin with an empty pipeline. */
import { t } from '@lingui/core/macro'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { api } from '~/core/api'
import { PageBar } from '~/core/PageBar'
import { ProblemNote } from '~/core/ProblemNote'
import { keys, queryClient } from '~/core/query'
import type { Pipeline } from '~/core/schema'
import { useCan } from '~/core/session'
import { Button, buttonClass } from '~/ui/Button'
import { EmptyState } from '~/ui/Notes'

export function FirstUsePage() {
  const mayEdit = useCan('pipeline.edit')
  const mayImport = useCan('import.run')
  const navigate = useNavigate()
  const make = useMutation({
    mutationFn: () => api.post<Pipeline>('/pipelines', { name: t`Sales` }),
    async onSuccess(pipeline) {
      await queryClient.invalidateQueries({ queryKey: keys.pipelines })
      await navigate({ to: '/p/$pipelineId', params: { pipelineId: pipeline.id }, search: {} })
    },
  })
  const action = (
    <>
      {mayImport ? <Link to="/import" className={buttonClass('primary')}>{t`Import CSV`}</Link> : null}
      {mayEdit ? (
        <Button busy={make.isPending} onClick={() => make.mutate()}>{t`Start with an empty pipeline`}</Button>
      ) : null}
    </>
  )
  return (
    <>
      <PageBar name={t`Pipelines`} />
      <EmptyState title={t`No pipeline yet`} action={action}>
        {mayEdit || mayImport
          ? t`Import your deals from a file, or make a pipeline and add deals by hand.`
          : t`An administrator of this workspace can make the first pipeline.`}
      </EmptyState>
      {make.error ? <ProblemNote className="mx-auto w-[420px]" error={make.error} /> : null}
    </>
  )
}
