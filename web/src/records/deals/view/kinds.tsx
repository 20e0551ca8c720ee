/** Icons and words of the kinds of activity. */
import { t } from '@lingui/core/macro'
import { CheckSquare, FileText, Mail, Phone, Users } from 'lucide-react'
import type { ComponentType } from 'react'
import type { ActivityKind } from '~/core/schema'

export const kindIcon: Record<
  ActivityKind,
  ComponentType<{ size?: number; strokeWidth?: number; className?: string }>
> = {
  note: FileText,
  call: Phone,
  meeting: Users,
  task: CheckSquare,
  email: Mail,
}

export function kindName(kind: ActivityKind): string {
  return {
    note: () => t`Note`,
    call: () => t`Call`,
    meeting: () => t`Meeting`,
    task: () => t`Task`,
    email: () => t`Mail`,
  }[kind]()
}
