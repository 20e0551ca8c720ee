/** One tooltip for the page: reads `data-tip` (and `data-tip-keys`) of what is hovered or focused by keyboard. */
import { useEffect, useState } from 'react'
import { Keys } from './Chip'

type Tip = { text: string; keys?: string; x: number; y: number; above: boolean }

export function TipLayer() {
  const [tip, setTip] = useState<Tip | null>(null)
  useEffect(() => {
    let timer = 0
    const hide = () => {
      clearTimeout(timer)
      setTip(null)
    }
    const show = (target: EventTarget | null, wait: number) => {
      const el = target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null
      clearTimeout(timer)
      if (!el?.dataset.tip) return setTip(null)
      timer = window.setTimeout(() => {
        if (!el.isConnected || !el.dataset.tip) return
        const box = el.getBoundingClientRect()
        const above = box.bottom > innerHeight - 64
        const x = Math.min(Math.max(box.left + box.width / 2, 90), innerWidth - 90)
        setTip({ text: el.dataset.tip, keys: el.dataset.tipKeys, x, y: above ? box.top - 6 : box.bottom + 6, above })
      }, wait)
    }
    const over = (e: PointerEvent) => e.pointerType === 'mouse' && show(e.target, 500)
    const focus = (e: FocusEvent) =>
      e.target instanceof Element && e.target.matches(':focus-visible') && show(e.target, 0)
    const stop = new AbortController()
    const on = { signal: stop.signal, capture: true, passive: true }
    document.addEventListener('pointerover', over, on)
    document.addEventListener('focusin', focus, on)
    for (const kind of ['focusout', 'pointerdown', 'keydown', 'scroll', 'dragstart'])
      document.addEventListener(kind, hide, on)
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [])
  if (!tip) return null
  return (
    <div
      role="tooltip"
      className="pointer-events-none fixed z-70 flex w-max max-w-[280px] items-center gap-2 rounded-6 bg-text px-2 py-1 text-12 text-page"
      style={{ left: tip.x, top: tip.y, transform: `translate(-50%, ${tip.above ? '-100%' : '0'})` }}
    >
      <span>{tip.text}</span>
      {tip.keys ? <Keys keys={tip.keys} /> : null}
    </div>
  )
}
