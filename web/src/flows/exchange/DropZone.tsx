/** Where files are dropped or chosen; several go up together as one import. */
import { plural, t } from '@lingui/core/macro'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Upload } from 'lucide-react'
import { useState } from 'react'
import { api } from '~/core/api'
import { ProblemNote } from '~/core/ProblemNote'
import { keys, queryClient } from '~/core/query'
import type { Import } from '~/core/schema'
import { buttonClass, Spinner } from '~/ui/Button'
import { cx } from '~/ui/cx'

export function useUpload() {
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (files: File[]) => {
      const form = new FormData()
      for (const file of files) form.append('files', file, file.name)
      return api.post<Import>('/imports', form)
    },
    async onSuccess(imp) {
      queryClient.setQueryData(keys.import(imp.id), imp)
      void queryClient.invalidateQueries({ queryKey: keys.imports })
      await navigate({ to: '/import/$importId', params: { importId: imp.id }, search: {} })
    },
  })
}

/** `brief` leaves out the sentence where the place around says it. */
type Props = { big?: boolean; brief?: boolean; className?: string }

export function DropZone({ big, brief, className }: Props) {
  const upload = useUpload()
  const [over, setOver] = useState(false)
  const n = upload.variables?.length ?? 0
  return (
    <div className={className}>
      {/* The input lies over the whole area: browsers take a press, Enter and dropped files on it by themselves. */}
      <div
        className={cx(
          'relative flex flex-col items-center justify-center gap-2 rounded-12 border border-dashed px-6 text-center',
          'has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-accent',
          big ? 'py-12' : 'py-7',
          over ? 'border-accent bg-accent-tint' : 'border-border-control bg-surface',
        )}
      >
        {upload.isPending ? (
          <p role="status" className="flex items-center gap-2 py-3">
            <Spinner />
            {plural(n, { one: 'Reading # file', other: 'Reading # files' })}
          </p>
        ) : (
          <>
            <Upload size={20} strokeWidth={1.75} className="text-text-3" />
            <p className="font-medium">{t`Drop CSV or Excel files here`}</p>
            {brief ? null : (
              <p className="max-w-[460px] text-text-2">
                {t`Deals, companies, contacts, products and members may come together in several files. You see everything before anything is written.`}
              </p>
            )}
            <span aria-hidden className={buttonClass('primary', 'md', 'mt-2')}>
              {t`Choose files`}
            </span>
            <input
              type="file"
              multiple
              accept=".csv,.tsv,.txt,.xlsx,text/csv,text/tab-separated-values,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
              aria-label={t`Choose files to import`}
              className="absolute inset-0 opacity-0"
              onDragEnter={() => setOver(true)}
              onDragLeave={() => setOver(false)}
              onDrop={() => setOver(false)}
              onChange={(e) => {
                const files = [...(e.target.files ?? [])]
                e.target.value = ''
                if (files.length) upload.mutate(files)
              }}
            />
          </>
        )}
      </div>
      {upload.error ? <ProblemNote className="mt-3" error={upload.error} /> : null}
    </div>
  )
}
