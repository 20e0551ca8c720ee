/** What stands in a page's place when it cannot be shown. */
import { t } from '@lingui/core/macro'
import { useRouter } from '@tanstack/react-router'
import { asProblem } from '~/core/problem'
import { Button, buttonClass } from '~/ui/Button'
import { EmptyState } from '~/ui/Notes'
import { isMissingChunk } from './newVersion'

export function ErrorPage({ error, reset }: { error: unknown; reset?: () => void }) {
  const router = useRouter()
  if (isMissingChunk(error)) {
    const action = <Button look="primary" onClick={() => location.reload()}>{t`Reload`}</Button>
    return (
      <EmptyState
        title={t`A new version is ready`}
        action={action}
      >{t`Headgate was updated while this page was open.`}</EmptyState>
    )
  }
  const problem = asProblem(error)
  if (problem.status === 404) return <NotFoundPage />
  const retry = () => {
    reset?.()
    void router.invalidate()
  }
  const title =
    problem.status === 403
      ? t`You may not see this`
      : problem.code === 'offline'
        ? t`The server cannot be reached`
        : t`This page could not be shown`
  const said =
    problem.status === 403
      ? t`An administrator of this workspace can give you the right.`
      : problem.status || problem.code === 'offline'
        ? problem.message
        : t`Something in this page failed: ${problem.message}`
  return (
    <main className="h-full">
      <EmptyState title={title} action={<Button look="primary" onClick={retry}>{t`Try again`}</Button>}>
        <p role="alert">{said}</p>
        <p className="mt-1 text-text-3">{t`What was saved before is safe.`}</p>
      </EmptyState>
    </main>
  )
}

export function NotFoundPage() {
  const action = <a className={buttonClass('primary')} href="/">{t`Go to the board`}</a>
  return (
    <main className="h-full">
      <EmptyState
        title={t`Nothing is here`}
        action={action}
      >{t`The address is wrong, or the record is out of your sight.`}</EmptyState>
    </main>
  )
}
