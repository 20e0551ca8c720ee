/** A condition as one short sentence in a chip; the whole sentence is its tip. */
import { ListFilter } from 'lucide-react'
import type { Condition } from '~/core/schema'
import { Chip } from '~/ui/Chip'
import { useFilterWords } from './useFilterWords'

export function FilterChip({ filter, from }: { filter: Condition; from?: string }) {
  const words = useFilterWords(filter)
  return (
    <Chip tone="accent" icon={<ListFilter size={12} />} tip={words} className="!h-6 min-w-0">
      {from ? `${from} · ${words}` : words}
    </Chip>
  )
}
