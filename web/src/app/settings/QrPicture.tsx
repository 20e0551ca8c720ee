/** A QR code: dark on white in both themes, since cameras expect it so. */
import { t } from '@lingui/core/macro'
import type { NewFactor } from '~/core/schema'

export function QrPicture({ qr }: { qr: NewFactor['qr'] }) {
  return (
    <svg
      viewBox={`0 0 ${qr.size} ${qr.size}`}
      role="img"
      aria-label={t`QR code for your authenticator`}
      shapeRendering="crispEdges"
      className="mx-auto size-52 rounded-8 border border-border"
    >
      <rect width={qr.size} height={qr.size} fill="#fff" />
      <path d={qr.path} fill="#000" />
    </svg>
  )
}
