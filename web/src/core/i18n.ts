/** Strings: English stands in the code, parsed at build time; another language would be a catalogue loaded here. */
import { i18n } from '@lingui/core'

i18n.loadAndActivate({ locale: 'en', messages: {} })

export { i18n }
