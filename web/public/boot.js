// Runs before paint: sets the theme from its cookie and starts the requests that the first screen waits for.
// A file and not an inline script, because the content security policy forbids inline code.
;(function () {
  var theme = (document.cookie.match(/(?:^|; )headgate_theme=(light|dark|system)/) || [])[1] || 'system'
  var dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  if (location.pathname.startsWith('/signin') || !localStorage.getItem('headgate-in')) return
  var base = '/api/v1'
  // The session itself comes with the page.
  var early = { '/pipelines': 0 }
  // "/" goes on to the pipeline seen last.
  var path = location.pathname
  if (path === '/') path = '/p/' + (JSON.parse(localStorage.getItem('headgate') || '{}').lastPipeline || '')
  var pipeline = path.match(/^\/p\/([^/]+)$/)
  var search = new URLSearchParams(location.search)
  if (pipeline) {
    var board = new URLSearchParams({ limit: '30' })
    if (search.get('owner')) board.set('owner', search.get('owner'))
    if (search.get('team')) board.set('team', search.get('team'))
    early['/pipelines/' + pipeline[1] + '/board?' + board] = 0
  }
  for (var each in early) early[each] = fetch(base + each, { credentials: 'same-origin' })
  window.headgateEarly = early
})()
