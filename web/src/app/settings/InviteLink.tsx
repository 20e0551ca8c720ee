/** The link by which a member joins, to be sent by the inviting person; a new one takes the place of the last. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { api } from '~/core/api'
import { copyText } from '~/core/copy'
import { ProblemNote } from '~/core/ProblemNote'
import type { InvitationLink, Member } from '~/core/schema'
import { instantLong } from '~/kit/dates'
import { Dialog } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { TextField } from '~/ui/Field'
import { Skeleton } from '~/ui/Notes'

export default function InviteLink({ member, onClose }: { member: Member; onClose: () => void }) {
  const link = useQuery({
    queryKey: ['invitations', member.id],
    queryFn: () => api.post<InvitationLink>(`/members/${member.id}/invitation`),
    // Each call makes a new link, so it is made once while the dialog is open and forgotten after.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
  const { name } = member
  const url = link.data?.url ?? ''
  return (
    <Dialog
      title={t`Invite ${name}`}
      width={480}
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          {t`Done`}
        </Button>
      }
    >
      {link.error ? <ProblemNote error={link.error} onRetry={() => void link.refetch()} /> : null}
      {link.isPending ? <Skeleton className="h-16" /> : null}
      {link.data ? (
        <div className="flex flex-col gap-3">
          <p className="text-text-2">{t`Send this link to ${name}. It is shown once and works once.`}</p>
          <div className="flex items-end gap-2">
            <TextField
              label={t`Invitation link`}
              className="flex-1"
              readOnly
              value={url}
              onFocus={(e) => e.target.select()}
            />
            <Button icon={<Copy size={14} strokeWidth={2} />} onClick={() => void copyText(url, t`Link copied`)}>
              {t`Copy`}
            </Button>
          </div>
          <p className="text-12 text-text-2">{t`Valid until ${instantLong(link.data.expires_at)}.`}</p>
        </div>
      ) : null}
    </Dialog>
  )
}
