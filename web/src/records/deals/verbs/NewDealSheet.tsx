/** A new deal: what it is called, with whom, where it starts, what it is worth. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { api } from '~/core/api'
import { keys, queryClient } from '~/core/query'
import { useMembers, usePipelines } from '~/core/lists'
import { preferences } from '~/core/preferences'
import { asProblem, isGate } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import type { Company, Deal, Page, Unmet } from '~/core/schema'
import { useCan, useSession } from '~/core/session'
import { MoneyField } from '~/kit/MoneyField'
import { ComboBox } from '~/ui/aria/ComboBox'
import { Dialog } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { DateField, Select, TextField } from '~/ui/Field'
import { openStages } from '../board/steps'
import { boardUi } from '../board/ui'
import { companyNamed, createDeal } from './createDeal'
import { CriterionInput } from './CriterionInput'
import type { NewDealQuestion } from './requests'

const OwnFields = lazy(() => import('~/core/OwnFields'))

type Props = { start: NewDealQuestion; answer: (value: Deal | null) => void }

export function NewDealSheet({ start, answer }: Props) {
  const { member, workspace } = useSession()
  const mayAssign = useCan('deal.assign')
  const mayCompany = useCan('company.edit')
  const members = useMembers()
  const pipelines = usePipelines().filter((p) => !p.archived)
  const [pipelineId, setPipeline] = useState(
    start.pipelineId ?? preferences.get().lastPipeline ?? pipelines[0]?.id ?? '',
  )
  const pipeline = pipelines.find((p) => p.id === pipelineId) ?? pipelines[0]
  const stages = openStages(pipeline?.stages ?? [])
  const [stageId, setStage] = useState(start.stageId ?? '')
  const stage = stages.find((s) => s.id === stageId) ?? stages[0]
  const [name, setName] = useState(start.name ?? '')
  const [companyId, setCompany] = useState<string | null>(start.companyId ?? null)
  const [companyText, setCompanyText] = useState('')
  const [amount, setAmount] = useState<number | null>(null)
  const [close, setClose] = useState('')
  const [owner, setOwner] = useState(member.id)
  const [values, setValues] = useState<Record<string, unknown>>({})
  const [unmet, setUnmet] = useState<Unmet[]>([])
  const [custom, setCustom] = useState<Record<string, unknown>>({})
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const problem = error ? asProblem(error) : null

  async function create() {
    if (!name.trim() || busy) return
    setBusy(true)
    setError(null)
    try {
      const typed = companyText.trim()
      // The company comes first, and stays chosen should the deal be refused.
      const company = companyId ?? (typed && mayCompany ? (await companyNamed(typed)).id : null)
      setCompany(company)
      const deal = await createDeal({
        name: name.trim(),
        pipeline_id: pipeline?.id,
        stage_id: stage?.id,
        ...(company ? { company_id: company } : {}),
        ...(amount === null ? {} : { amount }),
        currency: workspace.base_currency,
        expected_close: close || undefined,
        owner_id: owner,
        custom,
        ...values,
      })
      answer(deal)
      // On a board the person goes on at the new card, once the sheet has given the focus back.
      setTimeout(() => boardUi.set({ wantFocus: deal.id }))
    } catch (caught) {
      setBusy(false)
      // Value and close date have their own fields here already.
      if (isGate(caught))
        setUnmet(caught.unmet.filter((u) => !['amount', 'expected_close', 'company_id'].includes(u.field)))
      setError(caught)
    }
  }

  const footer = (
    <>
      <Button look="ghost" onClick={() => answer(null)}>
        {t`Cancel`}
      </Button>
      <Button look="primary" type="submit" busy={busy} disabled={!name.trim()}>
        {t`Create deal`}
      </Button>
    </>
  )
  return (
    <Dialog
      title={t`New deal`}
      onClose={() => answer(null)}
      onSubmit={() => void create()}
      footer={footer}
      dismissable={!name}
      width={480}
    >
      <div className="flex flex-col gap-4">
        {problem && !problem.field('name') ? <ProblemNote error={problem} /> : null}
        <TextField
          label={t`Name`}
          required
          value={name}
          onChange={setName}
          autoFocus
          maxLength={200}
          error={problem?.field('name')}
        />
        <CompanyBox id={companyId} text={companyText} onChange={setCompany} onText={setCompanyText} />
        <div className="flex gap-3">
          {pipelines.length > 1 ? (
            <Select
              label={t`Pipeline`}
              className="flex-1"
              options={pipelines.map((p) => ({ value: p.id, label: p.name }))}
              value={pipeline?.id}
              onChange={setPipeline}
            />
          ) : null}
          <Select
            label={t`Stage`}
            className="flex-1"
            options={stages.map((s) => ({ value: s.id, label: s.name }))}
            value={stage?.id}
            onChange={setStage}
          />
        </div>
        <div className="flex gap-3">
          <MoneyField
            label={t`Value`}
            className="flex-1"
            currency={workspace.base_currency}
            value={amount}
            onChange={setAmount}
            error={problem?.field('amount')}
          />
          <DateField
            label={t`Close date`}
            className="w-40"
            value={close}
            onChange={setClose}
            error={problem?.field('expected_close')}
          />
        </div>
        {mayAssign ? (
          <Select
            label={t`Owner`}
            options={members.filter((m) => m.status !== 'inactive').map((m) => ({ value: m.id, label: m.name }))}
            value={owner}
            onChange={setOwner}
          />
        ) : null}
        <Suspense>
          <OwnFields
            needed
            record="deal"
            custom={custom}
            canEdit
            onSave={async (key, value) => setCustom((now) => ({ ...now, [key]: value }))}
          />
        </Suspense>
        {unmet.map((u) => (
          <CriterionInput
            key={u.field}
            unmet={u}
            deal={{ currency: workspace.base_currency }}
            value={values[u.field]}
            onChange={(v) => setValues({ ...values, [u.field]: v })}
          />
        ))}
      </div>
    </Dialog>
  )
}

type CompanyProps = {
  id: string | null
  text: string
  onChange: (id: string | null) => void
  onText: (text: string) => void
}

/** An existing company, or a new one by its name. */
function CompanyBox({ id, text, onChange, onText }: CompanyProps) {
  const known = useQuery({
    queryKey: keys.company(id ?? ''),
    queryFn: () => api.get<Company>(`/companies/${id}`),
    enabled: !!id && !text,
  })
  const query = { q: text, limit: 20 }
  const found = useQuery({
    queryKey: keys.companies(query),
    queryFn: ({ signal }) => api.get<Page<Company>>('/companies', query, signal),
    placeholderData: (before) => before,
  })
  const items = found.data?.items ?? []
  const shown = text || (id ? (known.data?.name ?? '') : '')
  const exact = items.some((c) => c.name.toLowerCase() === text.trim().toLowerCase())
  return (
    <ComboBox
      label={t`Company`}
      free
      hint={text.trim() && !id && !exact && found.isSuccess ? t`A new company is made with this name.` : undefined}
      options={items.map((c) => ({ id: c.id, label: c.name, hint: c.domain ?? undefined }))}
      text={shown}
      onText={(next) => {
        onText(next)
        const same = items.find((c) => c.name === next) ?? queryClient.getQueryData<Company>(keys.company(id ?? ''))
        if (id && same?.name !== next) onChange(null)
      }}
      value={id}
      onChange={(next) => next && onChange(next)}
    />
  )
}
