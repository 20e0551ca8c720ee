/** A mapping that a file of the same header had before: taken at one press. */
import { plural, t } from '@lingui/core/macro'
import { useMutation } from '@tanstack/react-query'
import { Check, FileText } from 'lucide-react'
import { ProblemNote } from '~/core/ProblemNote'
import type { Import, MappingProposal } from '~/core/schema'
import { Button } from '~/ui/Button'
import { takeMapping } from '../useMappings'
import { recordName } from '../words'

type Props = { imp: Import; flush: () => Promise<void>; proposal: MappingProposal }

export function ProposedMapping({ imp, flush, proposal }: Props) {
  const { mapping } = proposal
  const take = useMutation({ mutationFn: () => flush().then(() => takeMapping(imp, proposal)) })
  const mended = mapping.mended
    ? plural(mapping.mended, { one: '# value put right', other: '# values put right' })
    : null
  return (
    <div className="col-span-full flex flex-wrap items-center gap-x-3 gap-y-1 rounded-6 bg-accent-tint px-3 py-2">
      <FileText aria-hidden size={14} className="text-accent" />
      <p className="min-w-0 flex-1 basis-60">
        <span className="font-medium">{t`A file with these columns was read as “${mapping.name}”.`}</span>{' '}
        <span className="text-12 text-text-2">
          {[recordName(mapping.record), t`${mapping.mapped} of ${mapping.columns.length} columns`, mended]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
      <Button
        size="sm"
        busy={take.isPending}
        icon={take.isSuccess ? <Check size={14} /> : undefined}
        onClick={() => take.mutate()}
      >
        {take.isSuccess ? t`Read so` : t`Read it so again`}
      </Button>
      {take.error ? <ProblemNote className="basis-full" error={take.error} /> : null}
    </div>
  )
}
