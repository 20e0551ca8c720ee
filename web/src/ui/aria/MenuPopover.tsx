/** The popover with a menu in it; loaded when the first menu opens. */
import { Check } from 'lucide-react'
import type { RefObject } from 'react'
import { Header, Menu, MenuItem as AriaItem, MenuSection as AriaSection, Popover } from 'react-aria-components'
import { Keys } from '../Chip'
import { cx } from '../cx'
import type { MenuItem, MenuSection } from '../menu'

export type MenuPopoverProps = {
  label: string
  sections: MenuSection[]
  triggerRef: RefObject<Element | null>
  onAction: (id: string) => void
  onClose: () => void
  placement?: 'bottom start' | 'bottom end' | 'top start' | 'right top'
}

export default function MenuPopover({
  label,
  sections,
  triggerRef,
  onAction,
  onClose,
  placement = 'bottom start',
}: MenuPopoverProps) {
  return (
    <Popover
      isOpen
      aria-label={label}
      onOpenChange={(open) => !open && onClose()}
      triggerRef={triggerRef}
      placement={placement}
      offset={4}
      className="max-h-[min(480px,80vh)] min-w-[200px] max-w-[320px] overflow-auto rounded-8 bg-pop p-1 shadow-pop thin-scroll animate-[fade-in_120ms_ease-out] outline-none"
    >
      <Menu
        aria-label={label}
        autoFocus="first"
        onAction={(key) => onAction(String(key))}
        onClose={onClose}
        className="outline-none"
      >
        {sections.map((section, at) => (
          <AriaSection
            key={section.id}
            aria-label={section.title ?? label}
            className={at ? 'mt-1 border-t border-border pt-1' : undefined}
          >
            {section.title ? <Header className="px-2 py-1 text-12 text-text-3">{section.title}</Header> : null}
            {section.items.map((item) => (
              <Item key={item.id} item={item} />
            ))}
          </AriaSection>
        ))}
      </Menu>
    </Popover>
  )
}

function Item({ item }: { item: MenuItem }) {
  return (
    <AriaItem
      id={item.id}
      textValue={item.label}
      isDisabled={item.disabled}
      href={item.href}
      className={cx(
        'flex min-h-8 items-center gap-2 rounded-6 px-2 outline-none data-[disabled]:text-text-3 data-[focused]:bg-surface-2 coarse:min-h-11',
        item.danger && 'text-bad',
      )}
    >
      {item.icon ? <span className="text-text-3">{item.icon}</span> : null}
      <span className="flex-1 truncate">{item.label}</span>
      {item.hint ? <span className="text-12 text-text-3">{item.hint}</span> : null}
      {item.keys ? <Keys keys={item.keys} /> : null}
      {item.checked ? <Check size={14} className="text-accent" /> : null}
    </AriaItem>
  )
}
