import { z } from 'zod';
import { HeliographError } from '#server/errors.ts';

const reportSchema = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string() })),
});

/** Npm's report, or null with what it said instead when the registry gave it none. */
export type Judged = { refused: string[]; others: number } | { unanswered: string };

/**
 * Reads what `npm audit --json` printed: packages with a known weakness that is high or critical, and how many others.
 * No answer is no proof that all is well, and no failure of the packages: it is told apart.
 */
export function judgeAudit(stdout: string): Judged {
  let answer: unknown;
  try {
    answer = JSON.parse(stdout);
  } catch {
    return { unanswered: 'npm audit printed no report' };
  }
  const report = reportSchema.safeParse(answer);
  if (!report.success) {
    const message = z.object({ message: z.string() }).safeParse(answer);
    return { unanswered: message.success ? withoutAddress(message.data.message) : 'npm audit printed no report' };
  }
  const found = Object.entries(report.data.vulnerabilities);
  const grave = found.filter(([, { severity }]) => severity === 'high' || severity === 'critical');
  return {
    refused: grave.map(([name, { severity, range }]) => `${name} ${range} (${severity})`),
    others: found.length - grave.length,
  };
}

/** Throws `invalid_input` that names the packages; returns the line to print otherwise. */
export function verdictOf(judged: Judged): string {
  if ('unanswered' in judged) {
    return `NOT CHECKED: the registry did not answer the question for known weaknesses (${judged.unanswered})`;
  }
  if (judged.refused.length > 0) {
    throw new HeliographError('invalid_input', `known weaknesses: ${judged.refused.join('; ')}`);
  }
  return `no known weakness that is high or critical${judged.others > 0 ? `; ${judged.others} lesser ones` : ''}`;
}

const withoutAddress = (message: string) => message.replaceAll(/https?:\/\/\S+/g, '(registry)').slice(0, 200);
