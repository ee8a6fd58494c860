import { z } from 'zod';
import { type AlarmCourse, QUIET } from '#domain/alarm-rule.ts';
import { FAULT_KINDS } from '#domain/fault-kinds.ts';

const courseSchema = z.object({
  named: z.enum(FAULT_KINDS).nullable(),
  windows: z.number().int().nonnegative(),
  standing: z.enum(FAULT_KINDS).nullable(),
  disagreed: z.number().int().nonnegative(),
});

/** A course as it was kept; a quiet one where what was kept is none. */
export function keptCourse(kept: unknown): AlarmCourse {
  return courseSchema.safeParse(kept).data ?? QUIET;
}
