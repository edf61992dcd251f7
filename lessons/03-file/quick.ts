/** A lookup below this, in microseconds, was not tried again: five tries wait for 250 ms together, and a busy machine takes much of that without any. */
export const QUICK_US = 240_000
