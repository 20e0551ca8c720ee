/** Picking cards by keys: X, Shift+X, Ctrl or Cmd with A; Escape lets them go. */
import { t } from '@lingui/core/macro'
import { useActions } from '~/core/actions'
import type { Board } from '~/core/schema'
import { pickCard, pickColumn, pickNone } from './picks'
import { boardUi } from './ui'
import { focusedCard } from './useBoardKeys'

export function usePickKeys(latest: () => Board | undefined, may: boolean): void {
  const section = t`On the board`
  const enabled = () => may && focusedCard() !== null
  const run = (extend: boolean) => () => pickCard(latest(), focusedCard() ?? '', extend)
  const quiet = true
  useActions([
    { id: 'card.pick', title: t`Pick the card`, section, keys: 'x', quiet, enabled, run: run(false) },
    { id: 'card.pickTo', title: t`Pick up to the card`, section, keys: 'shift+x', quiet, enabled, run: run(true) },
    {
      id: 'card.pickColumn',
      title: t`Pick the column`,
      section,
      keys: 'mod+a',
      quiet,
      enabled,
      run: () => pickColumn(latest(), focusedCard() ?? ''),
    },
    {
      id: 'card.pickThis',
      title: t`Pick the card`,
      section,
      quiet,
      enabled: () => may,
      run: (at) => pickCard(latest(), (at as { dealId: string }).dealId, false),
    },
    {
      id: 'card.pickNone',
      title: t`Pick none`,
      section,
      keys: 'escape',
      quiet,
      enabled: () => enabled() && boardUi.get().picked.size > 0,
      run: pickNone,
    },
  ])
}
