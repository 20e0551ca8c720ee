/** The start when the workspace has no pipeline yet. */
import { t } from '@lingui/core/macro'
import { PageBar } from '~/core/PageBar'
import { FirstMinutes } from '~/flows/welcome/FirstMinutes'

export function FirstUsePage() {
  return (
    <>
      <PageBar name={t`Pipelines`} />
      <FirstMinutes />
    </>
  )
}
