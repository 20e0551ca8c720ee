/** A stage's dot and name at the head of a row. */
import type { Stage } from '~/core/schema'
import { StageDot } from '~/ui/Chip'

export function StageName({ name, stage }: { name: string; stage: Stage | undefined }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <StageDot hue={stage?.hue ?? 265} />
      <span className="truncate">{name}</span>
    </span>
  )
}

export type WayProps = { stages: Stage[]; period: string }
