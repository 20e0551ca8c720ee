/** The recovery codes, shown once: to copy or to keep as a file. */
import { t } from '@lingui/core/macro'
import { Copy, Download } from 'lucide-react'
import { copyText } from '~/core/copy'
import { Dialog } from '~/ui/aria/Dialog'
import { Button, buttonClass } from '~/ui/Button'

export function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const text = codes.join('\n')
  return (
    <Dialog
      title={t`Keep your recovery codes`}
      width={440}
      dismissable={false}
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          {t`I kept them`}
        </Button>
      }
    >
      <p className="mb-3 text-text-2">
        {t`Each signs you in once if you lose your authenticator. They are shown this once; keep them where it is not.`}
      </p>
      <ul
        aria-label={t`Recovery codes`}
        className="grid grid-cols-2 gap-x-4 gap-y-1.5 rounded-8 bg-surface-2 p-3 font-mono text-13 select-text max-sm:grid-cols-1"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button icon={<Copy size={14} strokeWidth={2} />} onClick={() => void copyText(text, t`Codes copied`)}>
          {t`Copy`}
        </Button>
        <a
          className={buttonClass()}
          download="headgate-recovery-codes.txt"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
        >
          <Download size={14} strokeWidth={2} aria-hidden /> {t`Save as a file`}
        </a>
      </div>
    </Dialog>
  )
}
