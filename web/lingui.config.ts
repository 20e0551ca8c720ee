// Where strings are found and kept: source strings stand in the code, src/locales/en.po lists them for translators.
import { defineConfig } from '@lingui/cli'

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en'],
  catalogs: [{ path: '<rootDir>/src/locales/{locale}', include: ['<rootDir>/src'] }],
  format: 'po',
  formatOptions: { lineNumbers: false },
})
