/** The entry: styles, strings, the router and the page-wide listeners. */
import '~/ui/base.css'
import '~/core/i18n'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { mountAnnouncer } from '~/core/announce'
import { followSystemTheme } from '~/core/preferences'
import { queryClient } from '~/core/query'
import { startShortcuts } from '~/core/shortcuts'
import { TipLayer } from '~/ui/TipLayer'
import { ToastRegion } from '~/ui/ToastRegion'
import { reloadOnNewVersion } from './newVersion'
import { router } from './router'

mountAnnouncer()
followSystemTheme()
startShortcuts()
reloadOnNewVersion()

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <ToastRegion />
      <TipLayer />
    </QueryClientProvider>,
  )
}
