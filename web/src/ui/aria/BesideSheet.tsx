/** A modal sheet that stands beside something on the page (a card) and lets the page be seen; at the edge when there is nothing. */
import { t } from '@lingui/core/macro'
import { X } from 'lucide-react'
import { type ReactNode, useLayoutEffect, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from '../Button'
import { cx } from '../cx'
import { usePhone } from '../usePhone'

const WIDTH = 396
const GAP = 12

type Props = {
  /** Selector of the thing it stands beside, and of the box whose top it is aligned with. */
  anchor: string
  top: string
  title: string
  kicker?: ReactNode
  meter?: ReactNode
  children: ReactNode
  footer: ReactNode
  onClose: () => void
  onSubmit: () => void
}

/** Viewport coordinates, so physical sides are meant here. */
function spot(anchor: string, top: string): { x: number; y: number } | null {
  const thing = document.querySelector(anchor)?.getBoundingClientRect()
  if (!thing) return null
  const y = Math.max(8, document.querySelector(top)?.getBoundingClientRect().top ?? thing.top)
  const right = thing.right + GAP
  if (right + WIDTH + 8 <= innerWidth) return { x: right, y }
  return { x: Math.max(8, thing.left - GAP - WIDTH), y }
}

export function BesideSheet({ anchor, top, title, kicker, meter, children, footer, onClose, onSubmit }: Props) {
  const phone = usePhone()
  const [at, setAt] = useState<{ x: number; y: number } | null>(null)
  useLayoutEffect(() => {
    const place = () => setAt(spot(anchor, top))
    place()
    // The ghost card is drawn in the same turn as this sheet; look again once it stands.
    const frame = requestAnimationFrame(place)
    window.addEventListener('resize', place)
    return () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('resize', place)
    }
  }, [anchor, top])
  const beside = at !== null && !phone
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
      className={cx('fixed inset-0 z-50', !beside && 'bg-scrim')}
    >
      <Modal
        className={cx(
          'fixed flex max-h-[calc(100dvh-24px)] w-[396px] flex-col overflow-hidden rounded-12 bg-pop shadow-sheet animate-[fade-in_160ms_ease-out]',
          !beside && 'end-2 top-2',
          'max-sm:!inset-x-0 max-sm:!top-auto max-sm:bottom-0 max-sm:w-full max-sm:rounded-b-none',
        )}
        style={beside ? { left: at.x, top: at.y, maxHeight: `calc(100dvh - ${at.y + 12}px)` } : undefined}
      >
        <Dialog className="flex min-h-0 flex-col outline-none">
          <form
            noValidate
            className="flex min-h-0 flex-col"
            onSubmit={(e) => {
              e.preventDefault()
              onSubmit()
            }}
          >
            <header className="shrink-0 border-b border-border px-5 pt-3.5 pb-4">
              <div className="flex items-center justify-between">
                {kicker}
                <IconButton size="xs" label={t`Close`} onClick={onClose} className="-me-1">
                  <X size={16} />
                </IconButton>
              </div>
              <Heading slot="title" className="mt-1.5 mb-3 text-15 font-semibold">
                {title}
              </Heading>
              {meter}
            </header>
            <div className="min-h-0 flex-1 overflow-y-auto thin-scroll">{children}</div>
            <footer className="flex min-h-14 shrink-0 items-center gap-2 border-t border-border bg-surface-2 px-5">
              {footer}
            </footer>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
