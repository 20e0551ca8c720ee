/** Making a deal: the request, then the boards that show its stage. Throws a Problem when refused. */
import { t } from '@lingui/core/macro'
import { announce } from '~/core/announce'
import { api } from '~/core/api'
import { keys, queryClient } from '~/core/query'
import type { Company, Deal, DealAnswer, Page } from '~/core/schema'
import { rememberChange } from '~/core/undo'
import { claim, refreshAround } from './answers'

export type NewDeal = {
  name: string
  pipeline_id?: string
  stage_id?: string
  company_id?: string
  amount?: number
  currency?: string
  expected_close?: string
  owner_id?: string
  [field: string]: unknown
}

/** The company with exactly this name, made when there is none yet. */
export async function companyNamed(name: string): Promise<Company> {
  const { items } = await api.get<Page<Company>>('/companies', { q: name, limit: 20 })
  const same = items.find((c) => c.name.toLowerCase() === name.toLowerCase())
  if (same) return same
  const company = await api.post<Company>('/companies', { name })
  queryClient.setQueryData(keys.company(company.id), company)
  void queryClient.invalidateQueries({ queryKey: ['companies', 'list'] })
  return company
}

export async function createDeal(given: NewDeal): Promise<Deal> {
  const { deal, seq } = await api.post<DealAnswer>('/deals', given)
  claim(deal.id, deal.version)
  queryClient.setQueryData(keys.deal(deal.id), deal)
  const { name, stage_name } = deal
  rememberChange(seq, t`${name} added`)
  announce(t`${name} added to ${stage_name}.`)
  refreshAround(deal.id)
  await queryClient.invalidateQueries({ queryKey: ['board', deal.pipeline_id] })
  return deal
}
