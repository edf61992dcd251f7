import * as z from 'zod'
import { JarCookie } from './cookie'
import { BrowserName, Exchange, HeaderList, Initiator } from './exchange'
import { LIMITS } from './limits'
import { Snapshot, StoreKind } from './snapshot'
import { FilePath, Files, Settings, Workspace } from './workspace'

/** Bodies of the control API. Replies are named …Reply. */
export const CreateWorkspace = z.object({
  files: Files,
  entry: FilePath.default('app.js'),
  label: z.string().max(80).optional(),
})
export type CreateWorkspace = z.input<typeof CreateWorkspace>

export const ReplaceFiles = z.object({ files: Files, entry: FilePath.optional() })
export type ReplaceFiles = z.infer<typeof ReplaceFiles>
export const FilesReply = z.object({ files: Files, entry: z.string() })
export type FilesReply = z.infer<typeof FilesReply>

export const ChangeSettings = Settings.partial()
export type ChangeSettings = z.infer<typeof ChangeSettings>

export const AddBrowser = z.object({ name: BrowserName })

export const SendRequest = z.object({
  /** An HTTP token (RFC 9110 section 5.6.2). */
  method: z
    .string()
    .max(32)
    .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/)
    .default('GET'),
  /** `/path`, or an absolute http(s) URL: inside the lab every host name leads to the app. */
  url: z.string().min(1).max(LIMITS.request.urlLength),
  headers: HeaderList.max(LIMITS.request.headerCount).default([]),
  body: z.string().max(LIMITS.request.bodyBytes).nullable().default(null),
  initiator: Initiator.optional(),
  followRedirects: z.boolean().default(true),
})
export type SendRequest = z.input<typeof SendRequest>

export const AdvanceClock = z.object({ advanceMs: z.number().min(1).max(LIMITS.clockAdvanceMs) })
export const ClockReply = z.object({ offsetMs: z.number(), now: z.string() })

export const WorkspacesReply = z.object({ workspaces: z.array(Workspace) })
export const BrowsersReply = z.object({ browsers: z.array(z.string()) })
export const ExchangesReply = z.object({ exchanges: z.array(Exchange) })
export type ExchangesReply = z.infer<typeof ExchangesReply>
export const CookiesReply = z.object({ cookies: z.array(JarCookie) })
export const StoreReply = z.object({ snapshots: z.array(Snapshot) })

/** Deletes one record of the real store; sid is the express-session id. */
export const RemoveRecord = z.object({ kind: StoreKind, sid: z.string().min(1).max(512) })
export const RemovedReply = z.object({ removed: z.boolean() })

export const HealthReply = z.object({
  ok: z.literal(true),
  name: z.literal('crumbtrail'),
  version: z.string(),
  node: z.string(),
  runner: z.object({ name: z.enum(['bubblewrap', 'child-process']), isolates: z.boolean(), why: z.string() }),
  engines: z.array(z.object({ kind: StoreKind, source: z.string() })),
  sandboxes: z.object({ alive: z.int(), warm: z.int(), cap: z.int() }),
  modules: z.record(z.string(), z.string()),
})
export type HealthReply = z.infer<typeof HealthReply>
