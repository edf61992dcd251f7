// `npm run new-lesson -- slug "Title"`: a lesson folder that runs at once and says what is still missing.
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { templateOf } from './new-lesson/template.mjs'
import { root } from './start/addresses.mjs'
import { Failure, report } from './start/failure.mjs'

const USAGE = 'Type: npm run new-lesson -- my-topic "What the lesson is called"'
const LIST = join(root, 'lessons/lesson-module.ts')

async function main([name, title]) {
  if (!name || !title) throw new Failure(USAGE)
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new Failure(`"${name}" cannot be a folder name: use small letters, digits and dashes. ${USAGE}`)
  }
  const slug = `${await nextNumber()}-${name}`
  const folder = join(root, 'lessons', slug)
  if (existsSync(folder)) throw new Failure(`lessons/${slug} is there already.`)
  for (const [path, text] of Object.entries(templateOf(title))) await write(join(folder, path), text)
  await addToList(slug)
  console.log(`lessons/${slug} is ready. Next:
  1. npm run dev, then open http://localhost:3000/lessons/${slug}: what you change shows at once.
  2. Write lesson.mdx, starter/, solution/, checks.ts, scenario.ts, walkthrough.ts, and a folder in attempts/ for each mistake.
  3. npx vitest run lessons -t ${slug}: says what a lesson must still have.`)
}

async function nextNumber() {
  const folders = await readdir(join(root, 'lessons'))
  const numbers = folders.map((each) => Number(/^(\d+)-/.exec(each)?.[1] ?? 0))
  return String(Math.max(0, ...numbers) + 1).padStart(2, '0')
}

async function write(path, text) {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}

/** Bundlers must see each import spelled out, so lessons are listed by hand; this is the hand. */
async function addToList(slug) {
  const text = await readFile(LIST, 'utf8')
  const line = `  '${slug}': async () => (await import('./${slug}/module')).lesson,\n`
  const end = text.lastIndexOf('\n}')
  await writeFile(LIST, `${text.slice(0, end + 1)}${line}${text.slice(end + 1)}`)
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  report(error)
  process.exitCode = 1
}
