/** An InlineEdit whose editor searches as one types and saves what is chosen; can clear. */
import { t } from '@lingui/core/macro'
import { X } from 'lucide-react'
import { type ComponentProps, useEffect, useRef, useState } from 'react'
import { IconButton } from '../Button'
import { InlineEdit } from '../InlineEdit'
import { ComboBox, type ComboOption } from './ComboBox'

type Props = Omit<ComponentProps<typeof InlineEdit>, 'children' | 'saveOnLeave' | 'multiline' | 'check'> & {
  /** The options for what is typed so far; "" at the start. */
  search: (typed: string) => Promise<ComboOption[]>
  /** What stands in the box at the start. */
  text: string
}

export default function InlineCombo({ search, text, ...rest }: Props) {
  return (
    <InlineEdit {...rest} saveOnLeave={false}>
      {(e) => (
        <div className="flex items-center gap-1">
          <Search label={rest.label} text={text} value={e.draft} search={search} onChoose={(id) => e.save(id)} />
          {rest.value ? (
            <IconButton size="sm" label={t`Clear`} onClick={() => e.save('')}>
              <X size={14} />
            </IconButton>
          ) : null}
        </div>
      )}
    </InlineEdit>
  )
}

type SearchProps = Pick<Props, 'label' | 'text' | 'search'> & { value: string; onChoose: (id: string) => void }

function Search({ label, text, value, search, onChoose }: SearchProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const [options, setOptions] = useState<ComboOption[]>([])
  const ask = useRef(search)
  useEffect(() => {
    ask.current = search
  })
  useEffect(() => {
    let wanted = true
    const timer = setTimeout(
      () => {
        // A search that fails leaves the list as it was; the next letter asks again.
        ask.current(typed ?? '').then(
          (found) => wanted && setOptions(found),
          () => {},
        )
      },
      typed === null ? 0 : 150,
    )
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [typed])
  // What stands there is selected, so that typing replaces it.
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('input')?.select(), [])
  return (
    <div ref={box} className="min-w-0 flex-1">
      <ComboBox
        label={label}
        hideLabel
        autoFocus
        options={options}
        text={typed ?? text}
        onText={(next) => {
          if (next !== (typed ?? text)) setTyped(next)
        }}
        value={value || null}
        onChange={(id) => id && id !== value && onChoose(id)}
      />
    </div>
  )
}
