/**
 * The one script that runs in the frame of a rendered page: it reports clicks on links, submitted forms and the page's
 * height to the lab, which judges and sends them through the virtual browser. Constant, so that its hash can stand in
 * the frame's policy and in the site's (a srcdoc frame inherits the site's).
 */
export const FRAME_SCRIPT = `(function () {
  var tell = function (message) { parent.postMessage(Object.assign({ from: 'crumbtrail-page' }, message), '*') }
  document.addEventListener('click', function (event) {
    var link = event.target instanceof Element ? event.target.closest('a[href]') : null
    if (!link || event.defaultPrevented) return
    var href = link.getAttribute('href') || ''
    if (href.charAt(0) === '#') return
    event.preventDefault()
    tell({ type: 'link', href: href })
  })
  document.addEventListener('submit', function (event) {
    event.preventDefault()
    var form = event.target
    var fields = []
    new FormData(form, event.submitter).forEach(function (value, name) {
      fields.push([name, typeof value === 'string' ? value : value.name])
    })
    tell({ type: 'form', action: form.getAttribute('action') || '', method: form.getAttribute('method') || 'get', fields: fields })
  })
  new ResizeObserver(function () {
    tell({ type: 'height', height: document.documentElement.scrollHeight })
  }).observe(document.documentElement)
})()`

/** For `script-src` in a Content-Security-Policy; frame-script.test.ts keeps it true. */
export const FRAME_SCRIPT_HASH = 'sha256-gmzgSZRPbSCVnnAI4EDK3FLtXGzIGDXuh2RctTEH8L8='
