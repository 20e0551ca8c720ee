/** A titled part of the explanation. */
import type { ReactNode } from 'react'

export function Block({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-t border-border px-5 py-4">
      <div className="mb-2 flex min-h-5 items-center justify-between gap-3">
        <h3 className="text-12 font-medium text-text-2">{title}</h3>
        <span className="num text-12 text-text-3">{aside}</span>
      </div>
      {children}
    </section>
  )
}
