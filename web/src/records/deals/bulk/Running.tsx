/** A change of many under way or ended: how far it is, what stays and why; stopping it and undoing it. */
import { t } from '@lingui/core/macro'
import type { Bulk } from '~/core/schema'
import { count } from '~/kit/numbers'
import { Dialog, Sheet } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { Progress } from '~/ui/Notes'
import { usePhone } from '~/ui/usePhone'
import { cancelBulk, underWay, undoBulk } from './following'
import { Reasons } from './Reasons'
import { putBack, told, verbTitle } from './words'

export function Running({ run, onClose }: { run: Bulk; onClose: () => void }) {
  const Surface = usePhone() ? Sheet : Dialog
  const going = underWay(run)
  const done = count(run.done)
  const total = count(run.total)
  const ended = run.status === 'undone' ? putBack(run) : (run.error ?? told(run))
  const footer = (
    <>
      {run.status === 'applying' ? <Button onClick={() => void cancelBulk(run)}>{t`Stop`}</Button> : null}
      {run.can_undo && !going ? <Button onClick={() => void undoBulk(run)}>{t`Undo`}</Button> : null}
      <Button look={going ? 'ghost' : 'primary'} onClick={onClose} autoFocus>
        {going ? t`Go on in the background` : t`Done`}
      </Button>
    </>
  )
  return (
    <Surface title={verbTitle(run.verb, run.total)} width={460} onClose={onClose} footer={footer}>
      <div className="flex flex-col gap-4">
        {going ? (
          <>
            <Progress label={t`Done so far`} done={run.done} total={run.total} />
            <p className="num text-text-2">{t`${done} of ${total}`}</p>
          </>
        ) : (
          <p className="font-medium">{ended}</p>
        )}
        {run.status === 'undone' ? null : <Reasons reasons={run.result.reasons} />}
      </div>
    </Surface>
  )
}
