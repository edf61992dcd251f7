/**
 * From Node 24 on V8 reserves half a gigabyte of addresses for the code of each thread. They count as a process's data
 * (prlimit), though nothing lies there.
 */
export const RESERVED_PER_THREAD = Number.parseInt(process.versions.node, 10) < 24 ? 0 : 550_000_000
