/** A workspace without deals has no figures yet: says how deals come in. */
import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import { useCan } from '~/core/session'
import { buttonClass } from '~/ui/Button'
import { EmptyState } from '~/ui/Notes'

export function NoFigures() {
  const mayImport = useCan('import.run')
  const action = (
    <>
      {mayImport ? <Link to="/import" className={buttonClass('primary')}>{t`Import deals`}</Link> : null}
      <Link to="/" className={buttonClass()}>{t`Open the board`}</Link>
    </>
  )
  return (
    <EmptyState title={t`No deals, no figures yet`} action={action}>
      {t`Win rate, cycle and deal size are worked out from the history of the deals. An import brings past dates with it, so that there is something to see at once.`}
    </EmptyState>
  )
}
