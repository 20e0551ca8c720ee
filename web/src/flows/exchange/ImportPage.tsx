/** The import wizard: files, columns, values, check, import. Everything is kept on the server as one goes. */
import { t } from '@lingui/core/macro'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { FileText } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { PageBar } from '~/core/PageBar'
import { ProblemNote } from '~/core/ProblemNote'
import { queryClient } from '~/core/query'
import type { Import } from '~/core/schema'
import { buttonClass } from '~/ui/Button'
import { Chip } from '~/ui/Chip'
import { Skeleton } from '~/ui/Notes'
import { ready } from './plan'
import { StepBar } from './StepBar'
import { StepFoot } from './StepFoot'
import { STEPS, stepOf } from './steps'
import { CheckStep } from './steps/CheckStep'
import { ColumnsStep } from './steps/ColumnsStep'
import { DoneStep } from './steps/DoneStep'
import { FilesStep } from './steps/FilesStep'
import { ValuesStep } from './steps/ValuesStep'
import { type SaveState, useImport, useImportVerb, usePlan } from './useImport'
import { useTargets } from './useTargets'
import { open, rowsText } from './words'

const route = getRouteApi('/_shell/import/$importId')

export function ImportPage() {
  const { importId } = route.useParams()
  const { data, error, refetch } = useImport(importId)
  if (data) return <Wizard key={data.id} imp={data} />
  return (
    <>
      <PageBar name={t`Import`} />
      <div className="p-5">
        {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Skeleton className="h-60" />}
      </div>
    </>
  )
}

function Wizard({ imp }: { imp: Import }) {
  const { step: asked } = route.useSearch()
  const navigate = useNavigate()
  const { plan, edit, flush, state, error } = usePlan(imp)
  const verb = useImportVerb(imp.id)
  const targets = useTargets()
  const step = stepOf(asked, imp)
  const [priced, setPriced] = useState(imp.result)
  if (imp.result && imp.result !== priced) setPriced(imp.result)
  const top = useRef<HTMLDivElement>(null)
  const seen = useRef(step)
  const go = (next: (typeof STEPS)[number]) =>
    void navigate({ to: '/import/$importId', params: { importId: imp.id }, search: { step: next } })

  useEffect(() => {
    // A new step begins at its top, and is announced by the focus.
    if (seen.current === step) return
    seen.current = step
    top.current?.scrollTo(0, 0)
    top.current?.focus({ preventScroll: true })
  }, [step])

  const { status } = imp
  useEffect(() => {
    // What an import made or took back changes lists that are cached for minutes.
    if (status === 'applied' || status === 'undone' || status === 'cancelled')
      void queryClient.invalidateQueries({
        predicate: (q) => !['session', 'fields', 'imports'].includes(String(q.queryKey[0])),
      })
  }, [status])

  async function check() {
    await flush()
    verb.mutate({ verb: 'check' })
    go('check')
  }

  const editable = open(imp)
  const files = imp.files.map((f) => f.name)
  return (
    <>
      <PageBar
        name={t`Import`}
        title={
          <div className="flex min-w-0 items-center gap-2">
            <Link to="/import" className="text-text-2 hover:text-text max-sm:hidden">{t`Imports`}</Link>
            <span aria-hidden className="text-text-3 max-sm:hidden">
              /
            </span>
            <h1 className="truncate text-14 font-semibold">{files.length > 1 ? t`${files.length} files` : files[0]}</h1>
            <Chip className="max-sm:hidden" icon={<FileText size={12} />}>
              {rowsText(imp.files.reduce((sum, f) => sum + f.rows, 0))}
            </Chip>
          </div>
        }
      >
        {editable ? (
          <>
            <Saved state={state} />
            <Link to="/import" className={buttonClass()}>{t`Leave for now`}</Link>
          </>
        ) : null}
      </PageBar>
      <StepBar
        id={imp.id}
        now={step}
        reachable={(s) => editable && s !== 'done' && (s !== 'check' || ready(imp, plan))}
      />
      <div ref={top} tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto bg-canvas outline-none thin-scroll">
        <div className="mx-auto max-w-[1240px] p-5 max-sm:p-4">
          {error ? <ProblemNote className="mb-4" error={error} onRetry={() => edit((p) => p)} /> : null}
          {step === 'files' ? <FilesStep imp={imp} plan={plan} edit={edit} flush={flush} targets={targets} /> : null}
          {step === 'columns' ? <ColumnsStep imp={imp} plan={plan} edit={edit} targets={targets} /> : null}
          {step === 'values' ? <ValuesStep imp={imp} plan={plan} priced={priced} edit={edit} /> : null}
          {step === 'check' ? (
            <CheckStep imp={imp} plan={plan} edit={edit} targets={targets} verb={verb} onCheck={() => void check()} />
          ) : null}
          {step === 'done' ? <DoneStep imp={imp} verb={verb} /> : null}
          {verb.error && step !== 'done' ? <ProblemNote className="mt-4" error={verb.error} /> : null}
        </div>
      </div>
      {editable && status !== 'checking' ? (
        <StepFoot
          imp={imp}
          plan={plan}
          step={step}
          saved={state === 'saved'}
          busy={verb.isPending}
          onStep={(next) => void flush().then(() => go(next))}
          onCheck={() => void check()}
          onApply={() => void flush().then(() => verb.mutate({ verb: 'apply' }))}
        />
      ) : null}
    </>
  )
}

function Saved({ state }: { state: SaveState }) {
  const text = {
    saved: t`Saved as you go`,
    waiting: t`Saving`,
    saving: t`Saving`,
    failed: t`Not saved`,
  }[state]
  return (
    <span role="status" className={state === 'failed' ? 'text-12 text-bad' : 'text-12 text-text-3 max-sm:hidden'}>
      {text}
    </span>
  )
}
