import type { CreateTable, QueryReply, RecordsQuery, RecordsReply, SendRequest } from '@/protocol/api'
import type { EngineKind } from '@/protocol/engine'
import type { ErrorReply } from '@/protocol/errors'
import type { Moment, TraceModel } from '@/protocol/model/views'
import type { StoreKind } from '@/protocol/snapshot'
import type { Files, RunReply, Settings, Workspace } from '@/protocol/workspace'

/** `live`: follows the end of the trace. A number: the event id after which the world is shown. */
export type Cursor = number | 'live'

export interface LabState {
  /** opening: the workspace is being made or found. offline: the server cannot be reached; everything typed is kept. */
  connection: 'opening' | 'live' | 'offline'
  workspace: Workspace | null
  trace: TraceModel
  cursor: Cursor
  /** The world at the cursor: momentAt(trace, cursor), computed once per change. */
  moment: Moment
  /** The browser whose card is in front. */
  browser: string
  /** The source files as typed, saved or not. */
  files: Files
  entry: string
  activeFile: string
  saving: 'saved' | 'saving' | 'unsaved'
  /** Files differ from those of the last run. */
  stale: boolean
  running: boolean
  /** Requests under way, per browser. */
  sending: Readonly<Record<string, number>>
  /** A place in the code somebody asked to see; `count` tells two askings apart. */
  spot: { path: string; line: number; column: number; count: number; focus: boolean } | null
  /** How often somebody asked to see a moment in the timeline: it must come into view, wherever it lies. */
  timelineAsked: number
  /** The last refusal of the control API, until the next success. */
  refusal: ErrorReply['error'] | null
}

export interface LabActions {
  edit: (path: string, text: string) => void
  addFile: (path: string) => void
  removeFile: (path: string) => void
  /** Never the entry file, and never over another one. */
  renameFile: (from: string, to: string) => void
  openFile: (path: string) => void
  /** Opens a file at a line, from 1. The caret goes there too, unless somebody only points at it. */
  showLine: (path: string, line: number, column?: number, focus?: boolean) => void
  replaceFiles: (files: Files, entry?: string) => void
  save: () => Promise<void>
  /** Saves, then runs. */
  run: () => Promise<RunReply | null>
  stop: () => Promise<void>
  crash: () => Promise<void>
  restart: () => Promise<void>
  changeSettings: (change: Partial<Settings>) => Promise<void>
  chooseBrowser: (name: string) => void
  addBrowser: (name: string) => Promise<void>
  removeBrowser: (name: string) => Promise<void>
  clearCookies: (name: string) => Promise<void>
  send: (browser: string, request: SendRequest) => Promise<void>
  /** engine: the snapshot's, where one kind has several places. */
  removeRecord: (kind: StoreKind, sid: string, engine?: string) => Promise<void>
  /** Puts `data`, whole, in the place of one record's, in the real store. null: saved; otherwise why not, in a sentence. */
  editRecord: (kind: StoreKind, sid: string, data: unknown, engine?: string) => Promise<string | null>
  /** A page of a store's records, beyond what its snapshot carries; null when nobody could say. */
  findRecords: (query: RecordsQuery) => Promise<RecordsReply | null>
  /** Deletes every record of every store, and the session tables; other tables and files stay. */
  emptyStores: () => Promise<void>
  changeEngine: (kind: EngineKind, action: 'start' | 'stop' | 'restart') => Promise<void>
  /** So many milliseconds are added to each of its answers. */
  slowEngine: (kind: EngineKind, latencyMs: number) => Promise<void>
  /** Makes PostgreSQL's session table; what is left out is `public.session`. */
  createTable: (names?: Partial<CreateTable>) => Promise<void>
  /** The SQL that makes a session table of these names; null when nobody could say. */
  tableSql: (table: CreateTable) => Promise<string | null>
  /** A read-only question to the database; null when nobody could say. */
  runQuery: (sql: string) => Promise<QueryReply | null>
  advanceClock: (ms: number) => Promise<void>
  moveCursor: (cursor: Cursor) => void
  /** Moves the cursor, and brings the reader to its row in the timeline. */
  showInTimeline: (eventId: number) => void
  /** One exchange row up or down. */
  stepRow: (by: 1 | -1) => void
  /** One step within the story, across exchanges. */
  stepEvent: (by: 1 | -1) => void
}

/** One lesson's workspace as the screen knows it. A vanilla zustand store; React reads it with useLab. */
export interface Lab extends LabState {
  actions: LabActions
}
