/** How a person's name and addresses are read from what is typed. */
import { t } from '@lingui/core/macro'

/** "Ada King Lovelace" as given name and family name: the last word is the family's. */
export function partsOf(typed: string): { given_name: string | null; family_name: string | null } {
  const words = typed.trim().split(/\s+/).filter(Boolean)
  if (words.length < 2) return { given_name: words[0] ?? null, family_name: null }
  return { given_name: words.slice(0, -1).join(' '), family_name: words[words.length - 1] ?? null }
}

/** Why a typed address is none, or null; the server has the last word. */
export function wrongEmail(typed: string): string | null {
  return /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]{2,}$/.test(typed.trim())
    ? null
    : t`Write an address, such as ada@example.com.`
}

/** Why a typed number is none, or null. */
export function wrongPhone(typed: string): string | null {
  const digits = typed.replace(/\D/g, '')
  return digits.length >= 3 && /^[+0-9()[\]/.\-\s]+((ext\.?|x|#)\s*\d+)?$/i.test(typed.trim())
    ? null
    : t`Write a number, such as +44 20 7946 0018.`
}
