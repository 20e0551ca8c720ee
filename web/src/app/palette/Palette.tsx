/** The command palette: actions of the page and the focused deal, then records from the server. ">" keeps to commands. */
import { t } from '@lingui/core/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useAllActions } from '~/core/actions'
import { api } from '~/core/api'
import { useFocused } from '~/core/focus'
import { keys } from '~/core/query'
import type { SearchHit } from '~/core/schema'
import { Logo } from '~/ui/Avatar'
import { Kbd, Keys } from '~/ui/Chip'
import { cx } from '~/ui/cx'
import { type Entry, entriesFor } from './entries'
import { Marked } from './Marked'

export default function Palette({ onClose }: { onClose: () => void }) {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
      className="fixed inset-0 z-50 bg-scrim"
    >
      <Modal className="fixed inset-x-0 top-[112px] mx-auto w-[min(640px,calc(100vw-16px))] rounded-12 bg-pop shadow-sheet max-sm:top-2">
        <Dialog aria-label={t`Search and commands`} className="outline-none">
          <PaletteBody onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function PaletteBody({ onClose }: { onClose: () => void }) {
  const actions = useAllActions()
  const thing = useFocused()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const commandsOnly = typed.startsWith('>')
  const text = (commandsOnly ? typed.slice(1) : typed).trim()
  const asked = useDeferredValue(text)
  const search = useQuery({
    queryKey: keys.search(asked),
    queryFn: ({ signal }) => api.get<{ items: SearchHit[] }>('/search', { q: asked }, signal),
    enabled: asked.length >= 2 && !commandsOnly,
    placeholderData: keepPreviousData,
  })
  const hits = asked.length >= 2 && !commandsOnly ? search.data?.items : undefined
  const groups = useMemo(() => entriesFor(text, actions, hits ?? [], thing !== null), [text, actions, hits, thing])
  const flat = groups.flatMap((g) => g.entries)
  const current = flat[Math.min(at, flat.length - 1)]

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  })

  function run(entry: Entry | undefined) {
    if (!entry) return
    onClose()
    if (entry.action) entry.action.run()
    else if (entry.hit) open(entry.hit)
  }
  function open({ type, id }: SearchHit) {
    if (type === 'deal') void navigate({ to: '/deals/$dealId', params: { dealId: id }, search: {} })
    else if (type === 'company') void navigate({ to: '/companies/$companyId', params: { companyId: id }, search: {} })
    else void navigate({ to: '/contacts/$contactId', params: { contactId: id } })
  }
  function onKey(e: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key]
    if (step && flat.length) {
      e.preventDefault()
      setAt((Math.min(at, flat.length - 1) + step + flat.length) % flat.length)
    } else if (e.key === 'Enter' && !e.nativeEvent.isComposing) {
      e.preventDefault()
      run(current)
    }
  }

  return (
    <>
      <div className="flex h-[52px] items-center gap-2.5 border-b border-border px-4">
        <Search size={16} className="text-text-3" />
        {thing ? (
          <span className="flex h-6 max-w-[240px] items-center gap-1.5 rounded-4 bg-surface-2 pe-2 ps-1 text-12 font-medium">
            <Logo name={thing.mark} size={18} />
            <span className="truncate">{thing.title}</span>
          </span>
        ) : null}
        <input
          autoFocus
          role="combobox"
          aria-label={t`Search and commands`}
          aria-expanded
          aria-controls="palette-list"
          aria-activedescendant={current ? `palette-${current.key}` : undefined}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(e) => {
            setTyped(e.target.value)
            setAt(0)
          }}
          onKeyDown={onKey}
          placeholder={t`Search deals, companies and contacts, or type a command`}
          className="h-full min-w-0 flex-1 bg-transparent text-15 outline-none"
        />
        <Kbd>Esc</Kbd>
      </div>
      <div
        ref={list}
        id="palette-list"
        role="listbox"
        aria-label={t`Results`}
        tabIndex={-1}
        className="max-h-[min(414px,60vh)] overflow-y-auto p-2 thin-scroll"
      >
        {groups.map((group) => (
          <div key={group.title} role="group" aria-label={group.title}>
            <div className="px-2 pt-2.5 pb-1.5 text-12 text-text-3">{group.title}</div>
            {group.entries.map((entry) => (
              <Row
                key={entry.key}
                entry={entry}
                chosen={entry === current}
                onRun={() => run(entry)}
                onPoint={() => setAt(flat.indexOf(entry))}
              />
            ))}
          </div>
        ))}
        {flat.length === 0 ? (
          <p className="px-2 py-6 text-center text-text-2">{search.isFetching ? t`Searching…` : t`Nothing found`}</p>
        ) : null}
      </div>
      <footer className="flex h-9 items-center gap-4 border-t border-border px-4 text-12 text-text-2 max-sm:hidden">
        <Hint keys="arrowup arrowdown" does={t`choose`} />
        <Hint keys="enter" does={t`run`} />
        <span className="flex-1" />
        <Hint keys=">" does={t`commands only`} />
        <Hint keys="?" does={t`all keys`} />
      </footer>
    </>
  )
}

function Hint({ keys: names, does }: { keys: string; does: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <Keys keys={names} />
      {does}
    </span>
  )
}

type RowProps = { entry: Entry; chosen: boolean; onRun: () => void; onPoint: () => void }

function Row({ entry, chosen, onRun, onPoint }: RowProps) {
  return (
    // The input keeps the focus and handles the keys; the row only takes the pointer.
    <div
      id={`palette-${entry.key}`}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      onClick={onRun}
      onPointerMove={onPoint}
      className={cx('flex h-9 items-center gap-2.5 rounded-6 px-2 coarse:h-11', chosen && 'bg-accent-tint-2')}
    >
      <span className={cx('flex size-5 items-center justify-center', chosen ? 'text-accent' : 'text-text-3')}>
        {entry.hit ? <Logo name={entry.mark} size={20} /> : (entry.action?.icon ?? null)}
      </span>
      <span className="truncate font-medium">
        <Marked text={entry.title} ranges={entry.ranges} chosen={chosen} />
      </span>
      {entry.hint ? <span className="min-w-0 truncate text-12 text-text-2">{entry.hint}</span> : null}
      {entry.action?.keys ? (
        <span className="ms-auto">
          <Keys keys={entry.action.keys.split(',')[0] ?? ''} />
        </span>
      ) : null}
    </div>
  )
}
