import { describe, expect, it } from 'vitest';
import { countVerdicts, newFaultsOf } from '#domain/new-faults.ts';
import { dayOfEvent, type NotificationEvent } from '#domain/notification.ts';
import { notificationText } from '#domain/notification-text.ts';

const plant = { id: 'demo', name: 'Demo plant', utcOffsetMinutes: 60 };
const run = { plant, day: '2026-11-23', runId: '0193-run', link: 'https://console.example/?day=2026-11-23' };
const verdicts = {
  normal: 90,
  line_line: 2,
  line_ground: 0,
  open_circuit: 1,
  partial_shading: 0,
  arc_fault: 0,
  converter_off: 1,
  no_verdict: 7,
};
const succeeded: NotificationEvent = {
  kind: 'succeeded',
  ...run,
  durationMs: 252_000,
  verdicts,
  newFaults: [
    { deviceId: 'DEMO000003', condition: 'open_circuit' },
    { deviceId: 'DEMO000004', condition: 'line_line' },
  ],
};

describe('what is told', () => {
  it('of a result: plant, day, counts, new faults, duration, link', () => {
    expect(notificationText(succeeded)).toEqual({
      subject: 'Demo plant: 2026-11-23 is published: 4 faulty arrays, 2 new',
      text: [
        'Demo plant: 2026-11-23 is published: 4 faulty arrays, 2 new',
        'Verdicts: 90 normal, 4 faulty (line-line fault 2, open circuit 1, converter off 1), 7 without a verdict.',
        'New against the day before: DEMO000003 open circuit, DEMO000004 line-line fault.',
        'The run took 4 min 12 s.',
        'https://console.example/?day=2026-11-23',
      ].join('\n'),
    });
  });

  it('of many new faults: the first ten and their number', () => {
    const newFaults = Array.from({ length: 13 }, (_, index) => ({
      deviceId: `DEMO${String(index).padStart(6, '0')}`,
      condition: 'arc_fault' as const,
    }));
    const { text } = notificationText({ ...succeeded, newFaults });
    expect(text).toContain('DEMO000009 arc fault and 3 more.');
    expect(text).not.toContain('DEMO000010');
  });

  it('of a day without faults, or without a day before: just that', () => {
    const none = { ...verdicts, line_line: 0, open_circuit: 0, converter_off: 0 };
    const calm = notificationText({ ...succeeded, verdicts: none, newFaults: [], link: null });
    expect(calm.subject).toBe('Demo plant: 2026-11-23 is published: 0 faulty arrays');
    expect(calm.text).toContain('No new faults against the day before.');
    expect(calm.text).toContain('90 normal, 0 faulty, 7 without');
    expect(notificationText({ ...succeeded, newFaults: null }).text).toContain('no result to compare with');
  });

  it('of a failure: the stage, the cause, and that the day shows what it showed', () => {
    const failed = { kind: 'failed', ...run, durationMs: 12_000, stage: 'predict', cause: 'the disk is full' } as const;
    const { subject, text } = notificationText(failed);
    expect(subject).toBe('Demo plant: the run of 2026-11-23 failed in predict');
    expect(text).toContain('Cause: the disk is full');
    expect(text).toContain('It failed in predict after 12 s. The day shows what it showed before.');
    expect(notificationText({ ...failed, stage: null, durationMs: null }).subject).toContain('before its first stage');
  });

  it('of a day that did not run: the deadline in plant time', () => {
    const deadlineMs = Date.parse('2026-11-24T05:00:00Z');
    const missing = { kind: 'did_not_run', plant, day: '2026-11-23', deadlineMs, newestRun: null, link: null } as const;
    expect(notificationText(missing).text).toBe(
      'Demo plant: 2026-11-23 did not run\nThere is no result by 2026-11-24 06:00 UTC+01:00. No run of it was requested.',
    );
    expect(notificationText({ ...missing, newestRun: 'failed' }).text).toContain('Its newest run is failed.');
  });

  it('of days caught up with: which are published, which failed, which were left out', () => {
    const event: NotificationEvent = {
      kind: 'caught_up',
      plant,
      days: [
        { day: '2026-11-21', succeeded: true },
        { day: '2026-11-22', succeeded: false },
      ],
      leftOut: ['2026-11-10'],
      link: null,
    };
    expect(notificationText(event).text.split('\n')).toEqual([
      'Demo plant: caught up with 2 missed days, 1 failed',
      'Published: 2026-11-21.',
      'Failed: 2026-11-22.',
      'Not run, as too long ago: 2026-11-10.',
    ]);
    expect(dayOfEvent(event)).toBe('2026-11-22');
  });

  it('has no line that a name or an error brought with it', () => {
    const name = 'Plant\r\nBcc: everybody@example.com';
    const cause = 'first\nhttps://elsewhere.example';
    const event = { kind: 'failed', ...run, durationMs: null, stage: null, cause } as const;
    const { subject, text } = notificationText({ ...event, plant: { ...plant, name } });
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text).toContain('Cause: first https://elsewhere.example');
  });
});

describe('a new fault', () => {
  const today = [
    { deviceId: 'C', condition: 'line_line', fault: 'line_line' },
    { deviceId: 'A', condition: 'open_circuit', fault: 'open_circuit' },
    { deviceId: 'B', condition: 'open_circuit', fault: 'open_circuit' },
    { deviceId: 'D', condition: 'normal', fault: null },
    { deviceId: 'E', condition: null, fault: null },
    { deviceId: 'F', condition: null, fault: 'converter_off' },
    { deviceId: 'G', condition: null, fault: 'converter_off' },
  ] as const;

  it('is one that the array did not have the day before, whatever else it had', () => {
    const before = [
      { deviceId: 'A', condition: 'open_circuit', fault: 'open_circuit' },
      { deviceId: 'B', condition: 'line_line', fault: 'line_line' },
      { deviceId: 'C', condition: null, fault: null },
      { deviceId: 'G', condition: null, fault: 'converter_off' },
    ] as const;
    expect(newFaultsOf(today, before)).toEqual([
      { deviceId: 'B', condition: 'open_circuit' },
      { deviceId: 'C', condition: 'line_line' },
      { deviceId: 'F', condition: 'converter_off' },
    ]);
  });

  it('is counted among the verdicts, as are those that are none', () => {
    expect(countVerdicts(today)).toMatchObject({
      normal: 1,
      open_circuit: 2,
      line_line: 1,
      arc_fault: 0,
      converter_off: 2,
      no_verdict: 1,
    });
  });
});
