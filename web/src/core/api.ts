/** The one way to the server: typed calls over fetch that throw a Problem when refused. */
import { Problem, type ProblemBody } from './problem'

export type Query = Record<string, string | number | boolean | null | undefined | object>
type CallOptions = { query?: Query; body?: unknown; signal?: AbortSignal; idempotencyKey?: string }

const BASE = '/api/v1'

declare global {
  interface Window {
    /** Requests that boot.js started before the code arrived; each is used at most once. */
    headgateEarly?: Record<string, Promise<Response> | undefined>
  }
}

/** Path with its query; objects (conditions) become JSON, empty values are left out. */
export function address(path: string, query?: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === '') continue
    search.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

let onSignedOut: () => void = () => {}
/** Called whenever the server says that nobody is signed in. */
export function whenSignedOut(run: () => void): void {
  onSignedOut = run
}

async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
  const target = address(path, options.query)
  const form = options.body instanceof FormData
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (method !== 'GET') headers['X-Headgate'] = '1'
  if (options.body !== undefined && !form) headers['Content-Type'] = 'application/json'
  if (options.idempotencyKey) headers['Idempotency-Key'] = options.idempotencyKey
  let response: Response
  try {
    const early = method === 'GET' ? window.headgateEarly?.[target] : undefined
    if (early) delete window.headgateEarly?.[target]
    response = await (early ??
      fetch(BASE + target, {
        method,
        headers,
        credentials: 'same-origin',
        signal: options.signal,
        body: form ? (options.body as FormData) : options.body === undefined ? undefined : JSON.stringify(options.body),
      }))
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Problem(0, {
      code: 'offline',
      title: 'Offline',
      detail: 'The server cannot be reached. Nothing was changed.',
    })
  }
  if (response.status === 204) return undefined as T
  const kind = response.headers.get('content-type') ?? ''
  const body: unknown = kind.includes('json') ? await response.json() : null
  if (response.ok) return body as T
  const problem = new Problem(response.status, (body ?? { title: response.statusText, code: 'unknown' }) as ProblemBody)
  if (problem.status === 401 && !path.startsWith('/session')) onSignedOut()
  throw problem
}

export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => call<T>('GET', path, { query, signal }),
  post: <T>(path: string, body: unknown = {}, options: CallOptions = {}) => call<T>('POST', path, { ...options, body }),
  patch: <T>(path: string, body: unknown) => call<T>('PATCH', path, { body }),
  put: <T>(path: string, body: unknown) => call<T>('PUT', path, { body }),
  delete: <T = void>(path: string) => call<T>('DELETE', path),
}
