import type { FindingView } from '#domain/commissioning.ts';
import { checkCommissioning } from '#server/services/commissioning/check-commissioning.ts';
import { listFindings } from '#server/services/commissioning/list-findings.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { describeCheck } from './describe-check.ts';

/** Compares what is registered with what some published days measured; returns what it found, as text or JSON. */
export async function checkText(
  context: ServiceContext,
  { days, json }: { days: number; json: boolean },
): Promise<string> {
  const result = await checkCommissioning(context, { days });
  const findings = await openFindings(context);
  return json ? JSON.stringify({ ...result, findings }, null, 2) : describeCheck(result, findings);
}

async function openFindings(context: ServiceContext): Promise<FindingView[]> {
  const findings: FindingView[] = [];
  let cursor: string | undefined;
  do {
    const page = await listFindings(context, { state: 'open', limit: 200, ...(cursor !== undefined && { cursor }) });
    findings.push(...page.findings);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return findings;
}
