import { Prisma } from '../../prisma/generated/client.ts';

/** The fault that a row `v` of `verdict` shows, or null: `faultOf` of server/domain/fault-kinds.ts in SQL. */
export const VERDICT_FAULT = Prisma.sql`verdict_fault(v.condition, v.reason, v.evidence)`;
