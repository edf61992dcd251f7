// `npm start`: installs, builds and runs the site. Node built-ins alone, since nothing is installed yet;
// the modules behind it are loaded only after the version check, so that an old Node can still say it is old.
const wanted = [20, 19]
const [major, minor] = process.versions.node.split('.').map(Number)

if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  console.error(
    `Crumbtrail needs Node ${wanted.join('.')} or newer and this is ${process.versions.node}. ` +
      'Install a newer one from https://nodejs.org (or run "nvm install"), then type npm start again.',
  )
  process.exitCode = 1
} else {
  const { start } = await import('./start/run.mjs')
  await start(process.argv.slice(2))
}
