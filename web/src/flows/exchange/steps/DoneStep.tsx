/** The import itself: its progress, what came of it, where to look, and how to take it back. */
import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import { CircleCheck, Undo2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { ProblemNote } from '~/core/ProblemNote'
import { usePipelines } from '~/core/lists'
import type { Import } from '~/core/schema'
import { Button, buttonClass } from '~/ui/Button'
import type { useImportVerb } from '../useImport'
import { createdText, countOf } from '../words'
import { KeepMapping } from './KeepMapping'
import { Problems } from './Problems'
import { ResultTable } from './ResultTable'
import { Working } from './Working'

const UndoDialog = lazy(() => import('../UndoDialog'))

type Props = { imp: Import; verb: ReturnType<typeof useImportVerb> }

export function DoneStep({ imp, verb }: Props) {
  const [undoing, setUndoing] = useState(false)
  const names = imp.files.map((f) => f.name).join(', ')
  if (imp.status === 'applying')
    return (
      <>
        <Working
          imp={imp}
          title={t`Importing`}
          cancelling={verb.isPending}
          onCancel={() => verb.mutate({ verb: 'cancel' })}
        />
        <p className="mt-3 text-text-2">
          {t`You can leave this page; the import goes on. When you stop it, what is in stays and can be undone.`}
        </p>
      </>
    )
  if (imp.status === 'undoing') return <Working imp={imp} title={t`Taking the import back`} />
  const made = imp.result ? createdText(imp.result) : ''
  return (
    <div className="flex flex-col gap-4">
      <section className="rounded-8 border border-border bg-surface px-5 py-5">
        <Headline imp={imp} made={made} />
        {imp.error ? <ProblemNote className="mt-3" error={new Error(imp.error)} /> : null}
        <div className="mt-4 flex flex-wrap gap-2">
          {imp.status === 'applied' || imp.status === 'cancelled' ? <Ways imp={imp} /> : null}
          {imp.status === 'failed' || imp.status === 'cancelled' ? (
            <Button
              look={imp.status === 'failed' ? 'primary' : 'secondary'}
              busy={verb.isPending}
              onClick={() => verb.mutate({ verb: 'apply' })}
            >
              {t`Go on from where it stopped`}
            </Button>
          ) : null}
          {imp.can_undo ? (
            <Button look="ghost" icon={<Undo2 size={16} />} onClick={() => setUndoing(true)}>
              {t`Undo this import`}
            </Button>
          ) : null}
          {imp.status === 'undone' ? (
            <Link to="/import" className={buttonClass()}>
              {t`Import again`}
            </Link>
          ) : null}
        </div>
        {verb.error ? <ProblemNote className="mt-3" error={verb.error} /> : null}
      </section>
      {imp.status === 'undone' ? null : (
        <>
          <ResultTable imp={imp} done />
          <Problems imp={imp} />
          <KeepMapping imp={imp} />
        </>
      )}
      {undoing ? (
        <Suspense>
          <UndoDialog id={imp.id} names={names} result={imp.result} onClose={() => setUndoing(false)} />
        </Suspense>
      ) : null}
    </div>
  )
}

function Headline({ imp, made }: { imp: Import; made: string }) {
  const { status, result } = imp
  const title = {
    applied: t`Imported`,
    cancelled: t`Stopped`,
    failed: t`The import stopped on an error`,
    undone: t`Undone`,
  }[status as 'applied' | 'cancelled' | 'failed' | 'undone']
  const left = result?.left ?? 0
  return (
    <div role="status" className="flex items-start gap-3">
      {status === 'applied' ? <CircleCheck size={20} className="mt-0.5 text-ok" /> : null}
      <div className="min-w-0">
        <h2 className="text-18 font-semibold">{title}</h2>
        <p className="mt-1 text-14 text-text-2">
          {status === 'undone'
            ? left
              ? t`Everything is as before, but for ${countOf('record', left)} that somebody had changed.`
              : t`Everything is as it was before this import.`
            : made
              ? status === 'applied'
                ? t`${made} are here now, with their history from the past dates of the file.`
                : t`${made} are here already, the rest is not. You can go on, or take it back.`
              : t`Nothing new was made.`}
        </p>
      </div>
    </div>
  )
}

/** Where to look next. */
function Ways({ imp }: { imp: Import }) {
  const pipelines = usePipelines()
  const name = imp.plan.options.pipeline_name
  const pipeline =
    pipelines.find((p) => p.id === imp.plan.options.pipeline_id) ??
    pipelines.findLast((p) => p.name === name) ??
    pipelines[pipelines.length - 1]
  return (
    <>
      {pipeline ? (
        <Link to="/p/$pipelineId" params={{ pipelineId: pipeline.id }} search={{}} className={buttonClass('primary')}>
          {t`Open the board`}
        </Link>
      ) : null}
      <Link to="/figures" search={{}} className={buttonClass()}>
        {t`Figures`}
      </Link>
    </>
  )
}
