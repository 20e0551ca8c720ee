/** A floating box beside its trigger for small forms and explanations. Mount to open. */
import type { ReactNode, RefObject } from 'react'
import { Dialog, Popover, type PopoverProps } from 'react-aria-components'

type BoxProps = {
  label: string
  triggerRef: RefObject<Element | null>
  onClose: () => void
  children: ReactNode
  placement?: PopoverProps['placement']
  width?: number
}

export function PopoverBox({
  label,
  triggerRef,
  onClose,
  children,
  placement = 'bottom start',
  width = 280,
}: BoxProps) {
  return (
    <Popover
      isOpen
      onOpenChange={(open) => !open && onClose()}
      triggerRef={triggerRef}
      placement={placement}
      offset={4}
      className="animate-[fade-in_120ms_ease-out] rounded-8 bg-pop shadow-pop outline-none"
      style={{ width }}
    >
      <Dialog aria-label={label} className="p-3 outline-none">
        {children}
      </Dialog>
    </Popover>
  )
}
