import { resolve } from 'node:path'
import { EngineKind } from '../protocol/engine'

export interface Config {
  port: number
  host: string
  /** Folder of everything durable. */
  data: string
  /** Origins whose pages may drive the lab, in lower case. */
  origins: ReadonlySet<string>
  /** Host names besides loopback that are ours. */
  extraHosts: readonly string[]
  /** The runner asked for; null: the best that works. */
  runner: 'bubblewrap' | 'child-process' | null
  /** false: nobody looks into the stores, so that the bench can measure what looking costs. */
  inspects: boolean
}

const ENGINE_SOURCES = ['url', 'program', 'embedded', 'stand-in', 'none']

/** Reads the environment; an unreadable value ends in a sentence that names it. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  EngineKind.options.forEach((kind) => {
    checkEngine(`CRUMBTRAIL_${kind.toUpperCase()}`, env)
  })
  const extraHosts = list(env.CRUMBTRAIL_ALLOWED_HOSTS).map((name) => name.toLowerCase())
  return {
    port: readPort('CRUMBTRAIL_PORT', env.CRUMBTRAIL_PORT ?? '3001'),
    host: env.CRUMBTRAIL_HOST ?? '127.0.0.1',
    data: resolve(env.CRUMBTRAIL_DATA ?? '.data'),
    origins: new Set(
      [...list(env.CRUMBTRAIL_SITE_ORIGINS), ...siteOrigins(env.CRUMBTRAIL_SITE_PORT, extraHosts)].map(
        (origin) => origin.toLowerCase(),
      ),
    ),
    extraHosts,
    runner: readRunner(env.CRUMBTRAIL_RUNNER),
    inspects: readSwitch('CRUMBTRAIL_INSPECTORS', env),
  }
}

function siteOrigins(sitePort: string | undefined, extraHosts: readonly string[]): string[] {
  if (sitePort === undefined || sitePort === '') return []
  const port = readPort('CRUMBTRAIL_SITE_PORT', sitePort)
  const suffix = port === 80 ? '' : `:${String(port)}`
  return ['127.0.0.1', 'localhost', '[::1]', ...extraHosts].map((host) => `http://${host}${suffix}`)
}

function readSwitch(name: string, env: NodeJS.ProcessEnv): boolean {
  const text = env[name] ?? 'on'
  if (text === 'on' || text === 'off') return text === 'on'
  throw new Error(`${name} is "${text}". It can be on or off.`)
}

function readPort(name: string, text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new Error(`${name} is "${text}". It must be a port number from 0 to 65535.`)
}

function readRunner(text: string | undefined): Config['runner'] {
  if (text === undefined || text === '') return null
  if (text === 'bubblewrap' || text === 'child-process') return text
  throw new Error(`CRUMBTRAIL_RUNNER is "${text}". It can be bubblewrap or child-process.`)
}

/** Where one kind of engine must come from; the drivers read it themselves, once everything else is known to be right. */
function checkEngine(name: string, env: NodeJS.ProcessEnv): void {
  const asked = env[name] ?? ''
  if (asked === '' || ENGINE_SOURCES.includes(asked)) return
  throw new Error(`${name} is "${asked}". It can be ${ENGINE_SOURCES.join(', ')}.`)
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
}
