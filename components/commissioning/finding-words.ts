import {
  FINDING_KINDS,
  FINDING_STATES,
  type Finding,
  type FindingKind,
  type FindingState,
} from '#domain/commissioning.ts';

export const KIND_TITLES: Record<FindingKind, string> = {
  sampling: 'Sampling interval',
  units: 'Units',
  beyond_limits: 'Readings beyond their limits',
  swapped_channels: 'Voltage and current exchanged',
  plant_clock: 'Solar noon of the plant',
  array_clock: 'Clocks of loggers',
  swapped_arrays: 'Arrays in one another’s place',
  nameplate_voltage: 'V_mp on nameplates',
  nameplate_current: 'I_mp on nameplates',
  pyranometer: 'Pyranometers',
  thermometer: 'Thermometers',
  night_offset: 'Offsets in the dark',
  power_limit: 'Power limits',
};

export const STATE_WORDS: Record<FindingState, string> = {
  open: 'Open',
  applied: 'Applied',
  ignored: 'Ignored',
  gone: 'Gone',
};

export const SURENESS_WORDS: Record<Finding['sureness'], string> = {
  certain: 'Certain',
  likely: 'Likely',
  possible: 'Possible',
};

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
export function changesOf(proposal: Finding['proposal']): Change[] {
  if (!proposal) return [];
  if (proposal.change === 'exchange') {
    const [one, other] = proposal.deviceIds;
    const what = 'Place and nameplate';
    return [
      { deviceId: one, what, from: 'its own', to: `those of ${other}` },
      { deviceId: other, what, from: 'its own', to: `those of ${one}` },
    ];
  }
  return proposal.arrays.flatMap(({ deviceId, from, to }) => [
    ...(from.vMp !== to.vMp ? [{ deviceId, what: 'V_mp', from: `${from.vMp} V`, to: `${to.vMp} V` }] : []),
    ...(from.iMp !== to.iMp ? [{ deviceId, what: 'I_mp', from: `${from.iMp} A`, to: `${to.iMp} A` }] : []),
  ]);
}
