/** The panel beside the figures that explains one of them: its heading, its own scroll, and the way back to the opener. */
import { t } from '@lingui/core/macro'
import { CircleHelp, Link2, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useActions } from '~/core/actions'
import { copyText } from '~/core/copy'
import { ProblemNote } from '~/core/ProblemNote'
import { IconButton } from '~/ui/Button'
import { cx } from '~/ui/cx'
import { Skeleton } from '~/ui/Notes'
import { useWide } from '~/ui/usePhone'

type Props = {
  /** What is explained; the heading gets the focus when it changes. */
  of: string
  error: Error | null
  onRetry: () => void
  onClose: () => void
  footer: ReactNode
  /** Absent while it loads. */
  children: ReactNode
}

export function ExplainFrame({ of, error, onRetry, onClose, footer, children }: Props) {
  const wide = useWide()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // Whoever opened the panel gets the focus back.
    const opener = document.activeElement
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
    }
  }, [])
  useEffect(() => {
    if (of) heading.current?.focus({ preventScroll: true })
  }, [of])
  useActions([
    { id: 'panel.close', title: t`Close the panel`, section: t`Figures`, keys: 'escape', quiet: true, run: onClose },
  ])
  return (
    <aside
      aria-label={t`Explain this number`}
      className={cx(
        'flex w-[480px] shrink-0 flex-col border-s border-border bg-page max-sm:w-full',
        wide ? '' : 'absolute inset-y-0 end-0 z-20 max-w-full animate-[sheet-in_160ms_ease-out] shadow-sheet',
      )}
    >
      <header className="flex h-11 shrink-0 items-center gap-2 ps-5 pe-3">
        <CircleHelp size={16} strokeWidth={1.75} className="text-text-2" />
        <h2 ref={heading} tabIndex={-1} className="font-medium outline-none">{t`Explain this number`}</h2>
        <span className="flex-1" />
        <IconButton size="sm" label={t`Copy link`} onClick={() => void copyText(location.href, t`Link copied`)}>
          <Link2 size={16} />
        </IconButton>
        <IconButton size="sm" label={t`Close`} keys="escape" onClick={onClose}>
          <X size={16} />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto thin-scroll">
        {error ? <ProblemNote className="m-5" error={error} onRetry={onRetry} /> : null}
        {!children && !error ? <Skeleton className="m-5 h-60" /> : null}
        {children}
      </div>
      {footer ? (
        <footer className="flex min-h-14 shrink-0 items-center gap-3 border-t border-border px-5 py-2">{footer}</footer>
      ) : null}
    </aside>
  )
}
