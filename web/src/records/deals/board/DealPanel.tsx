/** The panel over the board: one deal at 480 px. Pushes the board when the window is wide, covers its edge when not. */
import { t } from '@lingui/core/macro'
import { useNavigate } from '@tanstack/react-router'
import { ChevronDown, ChevronUp, Link2, Maximize2, X } from 'lucide-react'
import { Suspense, useEffect, useRef } from 'react'
import { useActions } from '~/core/actions'
import { copyText } from '~/core/copy'
import type { Board, Stage } from '~/core/schema'
import { ahead } from '~/ui/ahead'
import { IconButton } from '~/ui/Button'
import { cx } from '~/ui/cx'
import { Skeleton } from '~/ui/Notes'
import { useWide } from '~/ui/usePhone'
import { findCard } from './state'

export const DealView = ahead(async () => ({ default: (await import('../view/DealView')).DealView }))

type Props = {
  id: string
  board: Board | undefined
  stages: Stage[]
  onOpen: (id: string) => void
  onClose: () => void
}

export function DealPanel({ id, board, stages, onOpen, onClose }: Props) {
  const wide = useWide()
  const navigate = useNavigate()
  const box = useRef<HTMLElement>(null)
  const found = board && findCard(board, id)
  const stage = stages.find((s) => s.id === found?.column.stage_id)
  const cards = found?.column.cards ?? []
  const before = found && cards[found.index - 1]
  const after = found && cards[found.index + 1]

  useEffect(() => {
    const node = box.current
    if (!node || !id) return
    let taken = false
    // What is drawn first from the card is replaced when the deal arrives, so the heading may take the focus more than
    // once, until the person does something.
    const focusHeading = () => {
      if (taken && node.contains(document.activeElement)) return
      const heading = node.querySelector<HTMLElement>('[data-panel-heading]')
      heading?.focus({ preventScroll: true })
      taken = !!heading
    }
    focusHeading()
    const watch = new MutationObserver(focusHeading)
    watch.observe(node, { childList: true, subtree: true })
    const done = () => watch.disconnect()
    const acts = ['keydown', 'pointerdown']
    for (const act of acts) document.addEventListener(act, done, { once: true, capture: true })
    return () => {
      done()
      for (const act of acts) document.removeEventListener(act, done, { capture: true })
    }
  }, [id])

  useActions([
    {
      id: 'panel.close',
      title: t`Close the panel`,
      section: t`On the board`,
      keys: 'escape',
      quiet: true,
      run: onClose,
    },
  ])

  const place = found ? found.index + 1 : 0
  const total = found?.column.count ?? 0
  return (
    <aside
      ref={box}
      aria-label={t`Deal`}
      data-panel
      className={cx(
        'flex w-[480px] shrink-0 flex-col border-s border-border bg-page [&_[data-panel-heading]]:outline-none',
        wide ? '' : 'absolute inset-y-0 end-0 z-20 max-w-full animate-[sheet-in_160ms_ease-out] shadow-sheet',
      )}
    >
      <header className="flex h-11 shrink-0 items-center gap-1 ps-5 pe-3 text-12 text-text-2">
        {stage ? (
          <>
            <span className="num me-1">{t`${stage.name} · ${place} of ${total}`}</span>
            <IconButton size="sm" label={t`Deal before`} disabled={!before} onClick={() => before && onOpen(before.id)}>
              <ChevronUp size={16} />
            </IconButton>
            <IconButton size="sm" label={t`Next deal`} disabled={!after} onClick={() => after && onOpen(after.id)}>
              <ChevronDown size={16} />
            </IconButton>
          </>
        ) : null}
        <span className="flex-1" />
        <IconButton
          size="sm"
          label={t`Copy link`}
          onClick={() => void copyText(`${location.origin}/deals/${id}`, t`Link copied`)}
        >
          <Link2 size={16} />
        </IconButton>
        <IconButton
          size="sm"
          label={t`Open as a page`}
          onClick={() => void navigate({ to: '/deals/$dealId', params: { dealId: id }, search: {} })}
        >
          <Maximize2 size={16} />
        </IconButton>
        <IconButton size="sm" label={t`Close`} keys="escape" onClick={onClose}>
          <X size={16} />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto thin-scroll">
        <Suspense fallback={<Skeleton className="m-5 h-40" />}>
          <DealView key={id} id={id} width="panel" card={found?.card} onClose={onClose} />
        </Suspense>
      </div>
    </aside>
  )
}
