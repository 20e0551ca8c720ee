/** A button that opens a menu; the menu's own code comes with the first press or hover. */
import { type ReactNode, Suspense, useRef, useState } from 'react'
import { ahead } from './ahead'
import { cx } from './cx'
import type { MenuSection } from './menu'

const MenuPopover = ahead(() => import('./aria/MenuPopover'))

type MenuButtonProps = {
  label: string
  sections: MenuSection[] | (() => MenuSection[])
  onAction: (id: string) => void
  children: ReactNode
  className?: string
  placement?: 'bottom start' | 'bottom end' | 'top start' | 'right top'
  tip?: string
  disabled?: boolean
  /** Set false where the visible text of the button is its name. */
  named?: boolean
}

export function MenuButton({
  label,
  sections,
  onAction,
  children,
  className,
  placement,
  tip,
  disabled,
  named = true,
}: MenuButtonProps) {
  const ref = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        ref={ref}
        type="button"
        disabled={disabled}
        aria-label={named ? label : undefined}
        aria-haspopup="menu"
        aria-expanded={open}
        data-tip={tip}
        onPointerEnter={MenuPopover.fetch}
        onFocus={MenuPopover.fetch}
        onClick={() => setOpen(true)}
        onKeyDown={(e) => {
          if (e.key === 'ArrowDown' && !e.altKey) {
            e.preventDefault()
            setOpen(true)
          }
        }}
        className={cx('inline-flex shrink-0 items-center justify-center', className)}
      >
        {children}
      </button>
      {open ? (
        <Suspense>
          <MenuPopover
            label={label}
            sections={typeof sections === 'function' ? sections() : sections}
            triggerRef={ref}
            placement={placement}
            onAction={onAction}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </>
  )
}
