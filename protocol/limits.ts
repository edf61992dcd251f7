/** Every bound the site keeps, in one place. Units are in the names. */
export const LIMITS = {
  files: { count: 40, bytesEach: 128 * 1024, bytesTotal: 512 * 1024, pathLength: 120 },
  request: { urlLength: 8192, headerCount: 100, headerBytes: 16 * 1024, bodyBytes: 256 * 1024 },
  response: { bodyBytes: 512 * 1024, headerBytes: 64 * 1024, timeoutMs: 10_000, keptBodyBytes: 64 * 1024 },
  redirects: 20,
  browsers: 12,
  workspacesPerLearner: 30,
  /** Of everybody together. When they are this many, one untouched for `workspaceKeptDays` makes room, or nobody does. */
  workspaces: 2000,
  workspaceKeptDays: 90,
  /** The control API's own door. Starting an app costs as much as `runCost` other requests. */
  api: {
    bodyBytes: 2 * 1024 * 1024,
    headerBytes: 32 * 1024,
    burst: 1000,
    perSecond: 300,
    runCost: 5,
    newWorkspacesBurst: 200,
    newWorkspacesPerSecond: 10,
    /** A client that takes longer to send its request, or to take an answer, is cut. */
    slowClientMs: 30_000,
    /** Live traces at once. Each open page of a learner has one. */
    streams: 400,
    streamsPerLearner: 40,
  },
  /** `storesMade`: the latest stores of a run that are followed. */
  trace: { events: 4000, bytes: 4 * 1024 * 1024, eventBytes: 192 * 1024, storesMade: 50 },
  /** `parsedLength`: characters of JSON taken apart for one picture; records beyond are shown as they are stored. */
  snapshot: { records: 200, rawBytes: 16 * 1024, parsedLength: 512 * 1024 },
  /** A page of records asked for by itself, beyond what snapshots carry. */
  page: { records: 200, findLength: 200 },
  engine: {
    latencyMs: 5000,
    commandLength: 2000,
    parameters: 20,
    parameterLength: 1000,
    /** Of one workspace, told in the trace; the others are counted only. */
    commandsPerSecond: 200,
    connections: 30,
    /** Through one door of a sandbox: more than the engine takes, so that it is the engine that says it is full. */
    doorConnections: 60,
    redisMemoryMb: 16,
    memcachedMemoryMb: 8,
    databaseBytes: 32 * 1024 * 1024,
    statementMs: 5000,
    idleMs: 10 * 60_000,
    startMs: 30_000,
    query: { sqlLength: 4000, rows: 200, cellLength: 2000 },
  },
  sandbox: {
    memoryMb: 96,
    dataBytes: 700_000_000,
    processes: 64,
    openFiles: 256,
    fileBytes: 8 * 1024 * 1024,
    folderBytes: 32 * 1024 * 1024,
    folderFiles: 4000,
    outputBytesPerSecond: 512 * 1024,
    cpuBusyMs: 4000,
    startMs: 8000,
    idleMs: 10 * 60_000,
    /** When every sandbox is in use, an app left alone for so long gives up its own. */
    unusedMs: 20_000,
    instances: 3,
  },
  clockAdvanceMs: 400 * 24 * 3600_000,
} as const
