/** A link to the list of the deals that a condition names. */
import { useNavigate } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, MouseEvent, Ref } from 'react'
import { address } from '~/core/api'
import type { DealsSearch } from './search'

export const dealsHref = (search: DealsSearch): string => address('/deals', search)

type Props = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'onClick'> & {
  search: DealsSearch
  ref?: Ref<HTMLAnchorElement>
}

export function DealsLink({ search, children, ...rest }: Props) {
  const navigate = useNavigate()
  const href = dealsHref(search)
  function go(e: MouseEvent) {
    if (e.metaKey || e.ctrlKey || e.shiftKey || e.button !== 0) return
    e.preventDefault()
    void navigate({ href })
  }
  return (
    <a {...rest} href={href} onClick={go}>
      {children}
    </a>
  )
}
