import * as z from 'zod'
import { LIMITS } from './limits'

/** Unguessable and a valid DNS label, since it is also a host name: `<id>.localhost`. */
export const WorkspaceId = z.string().regex(/^w[a-z2-7]{25}$/)
export type WorkspaceId = z.infer<typeof WorkspaceId>

/** A relative POSIX path without dot-dot, hidden segments or node_modules. */
export const FilePath = z
  .string()
  .max(LIMITS.files.pathLength)
  .regex(/^(?!.*(?:^|\/)node_modules(?:\/|$))[A-Za-z0-9_][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$/)
  .refine((path) => !path.includes('..'))
export type FilePath = z.infer<typeof FilePath>

/** Source files by path. Text only; sizes are bounded by {@link LIMITS}.files. */
export const Files = z
  .record(FilePath, z.string().max(LIMITS.files.bytesEach))
  .refine((files) => Object.keys(files).length <= LIMITS.files.count, 'too many files')
  .refine(
    (files) => Object.values(files).reduce((sum, text) => sum + text.length, 0) <= LIMITS.files.bytesTotal,
    'files too large',
  )
export type Files = z.infer<typeof Files>

export const Settings = z.object({
  /** Processes behind a round-robin. */
  instances: z.int().min(1).max(LIMITS.sandbox.instances),
  /** true: a TLS-ending proxy stands in front. Browsers see https, the app sees http with X-Forwarded-Proto: https. */
  https: z.boolean(),
  /** Milliseconds added to every store operation. */
  storeLatencyMs: z.int().min(0).max(5000),
})
export type Settings = z.infer<typeof Settings>

/** Where the learner's own code went wrong. Paths are relative to the workspace. */
export const AppFault = z.object({
  code: z.enum([
    'syntax_error',
    'module_not_found',
    'uncaught',
    'unhandled_rejection',
    'exit',
    'not_listening',
    'limit',
    'killed',
  ]),
  message: z.string(),
  file: z.string().nullable(),
  line: z.int().nullable(),
  column: z.int().nullable(),
  /** One sentence that helps: which modules there are, which limit was reached. */
  hint: z.string().nullable(),
  stack: z.string().nullable(),
})
export type AppFault = z.infer<typeof AppFault>

/**
 * idle: never run. starting. ready: answers. failed: could not start. stopped: ended politely.
 * crashed: ended by itself, by Crash, or by a limit. asleep: ended by us because idle or after our own restart; the next request starts it.
 */
export const AppState = z.enum(['idle', 'starting', 'ready', 'failed', 'stopped', 'crashed', 'asleep'])
export type AppState = z.infer<typeof AppState>

/** Answer of run and restart. */
export const RunReply = z.object({
  state: z.enum(['ready', 'failed']),
  instances: z.int(),
  startMs: z.number(),
  error: AppFault.optional(),
})
export type RunReply = z.infer<typeof RunReply>

export const Workspace = z.object({
  id: WorkspaceId,
  label: z.string().nullable(),
  entry: z.string(),
  state: AppState,
  settings: Settings,
  browsers: z.array(z.string()),
  /** Milliseconds the workspace's clock is ahead of real time. */
  clockOffsetMs: z.number(),
  /** Address for a real browser tab or curl. */
  tabUrl: z.string(),
  createdAt: z.string(),
})
export type Workspace = z.infer<typeof Workspace>
