import type { CheckResult, FindingView, Proposal } from '#domain/commissioning.ts';

const MAX_IDS = 5;

/** What a check found, for a terminal: a paragraph a finding. */
export function describeCheck(
  { days, arrays, open, ignored, gone }: CheckResult,
  findings: readonly FindingView[],
): string {
  const also = [
    ...(ignored > 0 ? [`${ignored} ignored`] : []),
    ...(gone > 0 ? [`${gone} gone since the last check`] : []),
  ];
  const summary = [
    `${arrays} arrays on ${days.join(', ')}: ${open === 0 ? 'no open finding' : `${open} open`}`,
    ...also,
  ];
  return [summary.join(', '), ...findings.map(paragraphOf)].join('\n\n');
}

function paragraphOf({ kind, deviceIds, text, sureness, proposal, advice }: FindingView): string {
  const shown = deviceIds.slice(0, MAX_IDS).join(', ');
  const more = deviceIds.length > MAX_IDS ? ` and ${deviceIds.length - MAX_IDS} more` : '';
  const who = deviceIds.length === 0 ? 'the plant' : `${shown}${more}`;
  const lines = [
    `${kind} (${sureness}), ${who}`,
    text,
    ...(proposal ? [`proposed: ${wordsOf(proposal)}`] : []),
    advice,
  ];
  return lines.join('\n  ');
}

function wordsOf(proposal: Proposal): string {
  if (proposal.change === 'exchange') return `exchange ${proposal.deviceIds.join(' and ')}`;
  const [first, ...others] = proposal.arrays;
  if (!first) return '';
  const { deviceId, from, to } = first;
  const changes = [
    ...(from.vMp !== to.vMp ? [`V_mp ${from.vMp} -> ${to.vMp} V`] : []),
    ...(from.iMp !== to.iMp ? [`I_mp ${from.iMp} -> ${to.iMp} A`] : []),
  ];
  return `${deviceId}: ${changes.join(', ')}${others.length > 0 ? `, and ${others.length} more alike` : ''}`;
}
