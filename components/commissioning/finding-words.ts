import type { Texts } from '#components/texts/texts.ts';
import {
  FINDING_KINDS,
  FINDING_STATES,
  type Finding,
  type FindingKind,
  type FindingState,
} from '#domain/commissioning.ts';

/** The state that the URL asks for; open for anything else. */
export function stateOf(text: string | null): FindingState {
  return FINDING_STATES.find((state) => state === text) ?? 'open';
}

/** Findings by kind, the kinds in the order in which they are worth mending. */
export function groupFindings<Of extends Pick<Finding, 'kind'>>(
  findings: readonly Of[],
): { kind: FindingKind; findings: Of[] }[] {
  const groups = Map.groupBy(findings, ({ kind }) => kind);
  return FINDING_KINDS.flatMap((kind) => {
    const found = groups.get(kind);
    return found ? [{ kind, findings: found }] : [];
  });
}

interface Change {
  deviceId: string;
  what: string;
  from: string;
  to: string;
}

/** What a proposal changes, a line a figure; of an exchange a line a device. */
export function changesOf(proposal: Finding['proposal'], t: Texts): Change[] {
  if (!proposal) return [];
  if (proposal.change === 'exchange') {
    const [one, other] = proposal.deviceIds;
    const what = t('commissioning.change.exchange');
    const from = t('commissioning.change.own');
    const ofOther = (deviceId: string) => t('commissioning.change.ofOther', { deviceId });
    return [
      { deviceId: one, what, from, to: ofOther(other) },
      { deviceId: other, what, from, to: ofOther(one) },
    ];
  }
  const figure = (value: number, unit: string) => `${t.decimal(String(value))} ${unit}`;
  return proposal.arrays.flatMap(({ deviceId, from, to }) => [
    ...(from.vMp !== to.vMp
      ? [{ deviceId, what: t('array.vMp'), from: figure(from.vMp, 'V'), to: figure(to.vMp, 'V') }]
      : []),
    ...(from.iMp !== to.iMp
      ? [{ deviceId, what: t('array.iMp'), from: figure(from.iMp, 'A'), to: figure(to.iMp, 'A') }]
      : []),
  ]);
}
