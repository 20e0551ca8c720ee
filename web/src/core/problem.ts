/** A refused request, as RFC 9457 problem details; every failed call throws one of these. */
import type { Unmet } from './schema'

export type ProblemCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'merged'
  | 'conflict'
  | 'invalid'
  | 'gate_unmet'
  | 'too_many'
  | 'busy'
  | 'offline'
  | 'unknown'

export type ProblemBody = {
  title?: string
  status?: number
  code?: string
  detail?: string
  errors?: { pointer: string; message: string }[]
  unmet?: Unmet[]
  current?: unknown
  [more: string]: unknown
}

export class Problem extends Error {
  readonly status: number
  readonly code: ProblemCode
  readonly body: ProblemBody

  constructor(status: number, body: ProblemBody) {
    super(body.detail || body.title || 'The request failed.')
    this.name = 'Problem'
    this.status = status
    this.code = (body.code as ProblemCode | undefined) ?? 'unknown'
    this.body = body
  }

  get unmet(): Unmet[] {
    return this.body.unmet ?? []
  }

  /** The message for one field of the request, found by its JSON pointer's last part. */
  field(name: string): string | null {
    return this.body.errors?.find((e) => e.pointer.split('/').pop() === name)?.message ?? null
  }
}

/** The problem behind anything thrown; what is no problem becomes one with code `unknown`. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  return new Problem(0, { code: 'unknown', detail: error instanceof Error ? error.message : String(error) })
}

type GateProblem = Problem & { code: 'gate_unmet' }
type ConflictProblem = Problem & { code: 'conflict' }
export const isGate = (error: unknown): error is GateProblem => error instanceof Problem && error.code === 'gate_unmet'
export const isConflict = (error: unknown): error is ConflictProblem =>
  error instanceof Problem && error.code === 'conflict'
