/** The 44 px bar on top of every page: title at the start, the page's actions at the end. */
import { t } from '@lingui/core/macro'
import { Search } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { IconButton } from '~/ui/Button'
import { runAction } from './actions'

type Props = {
  /** Also the document's title. */
  name: string
  /** In place of the plain name: a switcher, crumbs. */
  title?: ReactNode
  children?: ReactNode
}

export function PageBar({ name, title, children }: Props) {
  useEffect(() => {
    document.title = `${name} · Headgate`
  }, [name])
  return (
    <header className="flex h-11 shrink-0 items-center gap-3 border-b border-border px-4 max-sm:h-12 max-sm:border-0">
      {title ?? <h1 className="truncate text-14 font-semibold max-sm:text-18">{name}</h1>}
      <div className="ms-auto flex items-center gap-2">
        <IconButton className="sm:hidden" label={t`Search`} onClick={() => runAction('palette.open')}>
          <Search size={18} />
        </IconButton>
        {children}
      </div>
    </header>
  )
}
