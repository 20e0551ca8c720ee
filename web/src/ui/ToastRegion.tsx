/** Shows the toasts at the bottom start corner; waits while the pointer or focus is on one. */
import { t } from '@lingui/core/macro'
import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { IconButton } from './Button'
import { dismissToast, type Toast, toastList } from './toast'

export function ToastRegion() {
  const toasts = useSyncExternalStore(toastList.subscribe, toastList.get)
  return (
    <section
      aria-label={t`Messages`}
      aria-live="polite"
      className="pointer-events-none fixed start-3 bottom-3 z-60 flex w-[min(400px,calc(100vw-24px))] flex-col gap-2 max-sm:bottom-[72px]"
    >
      {toasts.map((item) => (
        <ToastCard key={item.id} toast={item} />
      ))}
    </section>
  )
}

function ToastCard({ toast }: { toast: Toast }) {
  const [held, hold] = useState(false)
  useEffect(() => {
    if (held || toast.stay === null) return
    const timer = setTimeout(() => dismissToast(toast.id), toast.stay)
    return () => clearTimeout(timer)
  }, [held, toast.id, toast.stay])
  return (
    <div
      role={toast.tone === 'bad' ? 'alert' : undefined}
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
      className="pointer-events-auto flex animate-[rise-in_160ms_ease-out] items-start gap-2 rounded-8 bg-pop py-1.5 ps-3 pe-1.5 shadow-sheet"
    >
      {toast.tone === 'bad' ? <CircleAlert size={16} className="mt-1.5 text-bad" /> : null}
      {toast.tone === 'ok' ? <CircleCheck size={16} className="mt-1.5 text-ok" /> : null}
      <div className="min-w-0 flex-1 py-1.5">
        <p className="break-words">{toast.text}</p>
        {toast.detail ? <p className="mt-0.5 text-12 break-words text-text-2">{toast.detail}</p> : null}
      </div>
      {toast.action ? (
        <button
          type="button"
          className="h-7 rounded-6 px-2 font-medium text-accent hover:bg-accent-tint coarse:h-11"
          onClick={() => {
            toast.action?.run()
            dismissToast(toast.id)
          }}
        >
          {toast.action.label}
        </button>
      ) : null}
      <IconButton size="sm" label={t`Dismiss`} onClick={() => dismissToast(toast.id)}>
        <X size={14} />
      </IconButton>
    </div>
  )
}
