/** What a menu holds; plain data, so that light code can name it without loading the menu itself. */
import type { ReactNode } from 'react'

export type MenuItem = {
  id: string
  label: string
  icon?: ReactNode
  /** Key hint at the end, such as "shift+w". */
  keys?: string
  hint?: string
  danger?: boolean
  disabled?: boolean
  /** Draws a check mark; used by menus that choose one of several. */
  checked?: boolean
  /** Opens in place of the menu's own `onAction`. */
  href?: string
}
export type MenuSection = { id: string; title?: string; items: MenuItem[] }
