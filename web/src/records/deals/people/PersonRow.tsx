/** One person on a deal: name, what they do, their role, the mark of the main contact, and a menu. */
import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import { Ellipsis, Mail, Phone, Star, UserRoundMinus } from 'lucide-react'
import { asProblem } from '~/core/problem'
import type { Deal, DealRole, Participant } from '~/core/schema'
import { Avatar } from '~/ui/Avatar'
import { Chip } from '~/ui/Chip'
import { InlineChoice } from '~/ui/InlineInputs'
import { MenuButton } from '~/ui/MenuButton'
import type { MenuItem } from '~/ui/menu'
import { toast } from '~/ui/toast'
import { changePerson, removePerson } from './people'

type Props = { person: Participant; deal: Deal; roles: DealRole[]; canEdit: boolean; onGone: () => void }

export function PersonRow({ person: p, deal, roles, canEdit, onGone }: Props) {
  const { name } = p
  const offered = roles.filter((r) => !r.retired || r.id === p.role_id)
  const elsewhere = p.company_name === deal.company_name ? null : p.company_name
  const reach: MenuItem[] = [
    ...(p.email ? [{ id: 'mail', label: p.email, icon: <Mail size={16} />, href: `mailto:${p.email}` }] : []),
    ...(p.phone
      ? [{ id: 'call', label: p.phone, icon: <Phone size={16} />, href: `tel:${p.phone.replace(/[^\d+]/g, '')}` }]
      : []),
  ]
  const change: MenuItem[] = [
    ...(p.main ? [] : [{ id: 'main', label: t`Make main contact`, icon: <Star size={16} /> }]),
    { id: 'remove', label: t`Take off the deal`, icon: <UserRoundMinus size={16} /> },
  ]
  const sections = [
    ...(reach.length ? [{ id: 'reach', items: reach }] : []),
    ...(canEdit ? [{ id: 'change', items: change }] : []),
  ]
  async function run(id: string) {
    try {
      if (id === 'main') await changePerson(p, { main: true })
      if (id === 'remove') {
        await removePerson(p)
        onGone()
      }
    } catch (error) {
      toast(t`${name} was not changed`, { detail: asProblem(error).message, tone: 'bad' })
    }
  }
  return (
    <li className="flex items-start gap-2 py-1.5">
      <Avatar name={name} size={24} className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <div className="flex min-h-6 items-center gap-1.5">
          <Link
            to="/contacts/$contactId"
            params={{ contactId: p.contact_id }}
            className="min-w-0 truncate font-medium hover:underline coarse:py-2.5"
          >
            {name}
          </Link>
          {p.main ? (
            <Chip tone="accent" icon={<Star size={12} aria-hidden />}>
              {t`Main`}
            </Chip>
          ) : null}
          {p.contact_archived ? <Chip>{t`Archived`}</Chip> : null}
        </div>
        {p.job_title || elsewhere ? (
          <p className="truncate text-12 text-text-2">{[p.job_title, elsewhere].filter(Boolean).join(' · ')}</p>
        ) : null}
        <div className="text-12 text-text-2">
          <InlineChoice
            name={`role-${p.id}`}
            label={t`Role of ${name}`}
            value={p.role_id ?? ''}
            shown={<span className="truncate">{p.role_name}</span>}
            empty={t`No role`}
            none={t`No role`}
            canEdit={canEdit}
            options={offered.map((r) => ({ value: r.id, label: r.name }))}
            onSave={(id) => changePerson(p, { role_id: id || null })}
          />
        </div>
      </div>
      {sections.length ? (
        <MenuButton
          label={t`More about ${name}`}
          sections={sections}
          onAction={(id) => void run(id)}
          placement="bottom end"
          className="size-7 rounded-6 text-text-2 hover:bg-surface-2 coarse:size-11"
        >
          <Ellipsis size={16} />
        </MenuButton>
      ) : null}
    </li>
  )
}
