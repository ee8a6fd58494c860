/** Bounds a hang and nothing else: no test is to come near it, on a machine of one slow core neither. */
export const HANG_MS = 900_000;

/** How long one condition is waited for: less than a test, so that it is the condition that is named. */
export const WAIT_MS = 300_000;
