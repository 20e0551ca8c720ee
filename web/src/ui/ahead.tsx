/** Parts of a page that come when they are first needed, or ahead of it. */
import { type ComponentType, lazy, useState } from 'react'

/**
 * Like React's `lazy`, but a part that was fetched ahead is drawn at once: `lazy` would still show its fallback, and
 * React keeps a fallback for 300 ms. `fetch` fetches it ahead; what fails then is tried again when it is needed.
 */
export function ahead<P extends object>(load: () => Promise<{ default: ComponentType<P> }>) {
  let ready: ComponentType<P> | null = null
  const fetched = async () => {
    const part = await load()
    ready = part.default
    return part
  }
  const Later = lazy(fetched)
  function Part(props: P) {
    // What was drawn stays what it is: another component in its place would begin anew.
    const [View] = useState<ComponentType<P>>(() => ready ?? (Later as unknown as ComponentType<P>))
    return <View {...props} />
  }
  return Object.assign(Part, { fetch: () => void fetched().catch(() => {}) })
}
