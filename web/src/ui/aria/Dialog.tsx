/** Modal surfaces on React Aria: dialog, side or bottom sheet, confirmation. Mount to open; import lazily from the board. */
import { t } from '@lingui/core/macro'
import { X } from 'lucide-react'
import type { FormEvent, ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { Button, IconButton } from '../Button'
import { cx } from '../cx'

type SurfaceProps = {
  title: ReactNode
  onClose: () => void
  children: ReactNode
  footer?: ReactNode
  /** Pressing Enter in a field, or a submit button in the footer, calls this. */
  onSubmit?: () => void
  width?: number
  /** False keeps the surface open when the press is outside (half-filled forms). */
  dismissable?: boolean
}

export function Dialog(props: SurfaceProps) {
  return (
    <Overlay {...props}>
      <Modal
        className="fixed start-1/2 top-[max(24px,12vh)] z-50 flex max-h-[calc(100dvh-48px)] -translate-x-1/2 rtl:translate-x-1/2 animate-[fade-in_120ms_ease-out] flex-col rounded-12 bg-pop shadow-sheet outline-none"
        style={{ width: `min(${props.width ?? 480}px, calc(100vw - 24px))` }}
      >
        <Inside {...props} />
      </Modal>
    </Overlay>
  )
}

/** Slides from the end edge; from the bottom on phones. */
export function Sheet(props: SurfaceProps) {
  return (
    <Overlay {...props}>
      <Modal
        className={cx(
          'fixed z-50 flex flex-col bg-pop shadow-sheet outline-none',
          'inset-y-2 end-2 animate-[sheet-in_160ms_ease-out] rounded-12',
          'max-sm:inset-x-0 max-sm:top-auto max-sm:bottom-0 max-sm:max-h-[85dvh] max-sm:animate-[rise-in_200ms_ease-out] max-sm:rounded-b-none max-sm:!w-full',
        )}
        style={{ width: `min(${props.width ?? 440}px, calc(100vw - 16px))` }}
      >
        <Inside {...props} />
      </Modal>
    </Overlay>
  )
}

function Overlay({ onClose, dismissable = true, children }: SurfaceProps & { children: ReactNode }) {
  return (
    <ModalOverlay
      isOpen
      isDismissable={dismissable}
      onOpenChange={(open) => !open && onClose()}
      className="fixed inset-0 z-50 animate-[fade-in_120ms_ease-out] bg-scrim"
    >
      {children}
    </ModalOverlay>
  )
}

function Inside({ title, onClose, children, footer, onSubmit }: SurfaceProps) {
  const body = (
    <>
      <header className="flex shrink-0 items-start gap-3 px-5 pt-4 pb-3 coarse:items-center coarse:pt-2">
        <Heading slot="title" className="flex-1 text-15 font-semibold">
          {title}
        </Heading>
        <IconButton size="sm" label={t`Close`} onClick={onClose} className="-me-1.5 -mt-1 coarse:-me-3 coarse:mt-0">
          <X size={16} />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5 thin-scroll">{children}</div>
      {footer ? (
        <footer className="flex min-h-14 shrink-0 flex-wrap items-center justify-end gap-2 rounded-b-12 border-t border-border bg-surface-2 px-5 py-2">
          {footer}
        </footer>
      ) : null}
    </>
  )
  const shape = 'flex min-h-0 flex-1 flex-col outline-none'
  function submit(e: FormEvent) {
    e.preventDefault()
    onSubmit?.()
  }
  return (
    <AriaDialog className={shape}>
      {onSubmit ? (
        <form className={shape} onSubmit={submit} noValidate>
          {body}
        </form>
      ) : (
        body
      )}
    </AriaDialog>
  )
}

type ConfirmProps = {
  title: string
  children: ReactNode
  action: string
  danger?: boolean
  busy?: boolean
  onConfirm: () => void
  onClose: () => void
}

export function Confirm({ title, children, action, danger, busy, onConfirm, onClose }: ConfirmProps) {
  const footer = (
    <>
      <Button look="ghost" onClick={onClose}>
        {t`Cancel`}
      </Button>
      <Button look={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm} autoFocus>
        {action}
      </Button>
    </>
  )
  return (
    <Dialog title={title} onClose={onClose} footer={footer} width={420}>
      <div className="text-text-2">{children}</div>
    </Dialog>
  )
}
