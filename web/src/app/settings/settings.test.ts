/** What people type into settings. */
import { describe, expect, it } from 'vitest'
import '~/core/i18n'
import { deviceName } from './devices'
import { endAfter } from './scopes'
import { wrongWhole } from './StageForm'

describe('wrongWhole', () => {
  it('takes whole numbers within bounds, and nothing', () => {
    expect(wrongWhole('14', 1, 3650)).toBeNull()
    expect(wrongWhole('', 1, 3650)).toBeNull()
    expect(wrongWhole('0', 1, 3650)).toContain('from 1 to 3650')
    expect(wrongWhole('101', 0, 100)).not.toBeNull()
    expect(wrongWhole('1.5', 0, 100)).not.toBeNull()
    expect(wrongWhole('-1', 0, 100)).not.toBeNull()
  })
})

describe('endAfter', () => {
  it('counts days from now', () => {
    expect(endAfter('30', new Date('2026-11-24T00:00:00Z'))).toBe('2026-12-24T00:00:00.000Z')
    expect(endAfter('')).toBeNull()
  })
})

describe('deviceName', () => {
  it('says what is known of a device', () => {
    expect(deviceName({ browser: 'Firefox', system: 'Linux' })).toBe('Firefox on Linux')
    expect(deviceName({ browser: 'curl', system: null })).toBe('curl')
    expect(deviceName({ browser: null, system: 'iPhone' })).toBe('iPhone')
    expect(deviceName({ browser: null, system: null })).toBe('Unknown device')
  })
})
