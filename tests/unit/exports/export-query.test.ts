import { describe, expect, it } from 'vitest';
import { daysBetween, exportQuerySchema, matchesExport } from '#domain/exports.ts';

const EVERYTHING = { from: '2026-01-01', to: '2026-01-01', verdicts: [], arrays: [], minConfidence: null };
const row = { deviceId: 'DEMO000012', verdict: 'arc_fault', fault: 'arc_fault', confidence: 0.8 };

describe('the query of an export', () => {
  it('knows all faults by one word, and names each verdict once', () => {
    expect(exportQuerySchema.parse({ verdicts: 'arc_fault,faults,no_verdict' }).verdicts).toEqual([
      'arc_fault',
      'line_line',
      'line_ground',
      'open_circuit',
      'partial_shading',
      'converter_off',
      'no_verdict',
    ]);
  });

  it('takes ids with commas, spaces and lines between, in any case', () => {
    expect(exportQuerySchema.parse({ arrays: 'demo01*, DEMO000001\nDEMO000001' }).arrays).toEqual([
      'demo01*',
      'DEMO000001',
    ]);
    expect(matchesExport({ ...EVERYTHING, arrays: ['demo00001*'] }, row)).toBe(true);
    expect(matchesExport({ ...EVERYTHING, arrays: ['inv-3.*'] }, { ...row, deviceId: 'INV-3.7/a' })).toBe(true);
  });

  it('counts both ends of a range', () => {
    expect(daysBetween('2028-01-01', '2028-12-31')).toBe(366);
    expect(daysBetween('2026-03-02', '2026-03-01')).toBe(0);
  });
});

describe('an array-day', () => {
  it('is taken when it meets every part of the filter', () => {
    expect(matchesExport(EVERYTHING, row)).toBe(true);
    expect(matchesExport({ ...EVERYTHING, verdicts: ['normal'] }, row)).toBe(false);
    expect(matchesExport({ ...EVERYTHING, arrays: ['DEMO00001*'] }, row)).toBe(true);
    expect(matchesExport({ ...EVERYTHING, arrays: ['DEMO00001'] }, row)).toBe(false);
    expect(matchesExport({ ...EVERYTHING, arrays: ['DEMO00001*'], minConfidence: 0.9 }, row)).toBe(false);
  });

  it('that was off alone is among the faults by itself, and among those without a verdict', () => {
    const off = { ...row, verdict: 'no_verdict', fault: 'converter_off', confidence: null };
    expect(matchesExport({ ...EVERYTHING, verdicts: ['converter_off'] }, off)).toBe(true);
    expect(matchesExport({ ...EVERYTHING, verdicts: ['no_verdict'] }, off)).toBe(true);
    expect(matchesExport({ ...EVERYTHING, verdicts: ['open_circuit'] }, off)).toBe(false);
    expect(matchesExport({ ...EVERYTHING, verdicts: ['converter_off'] }, { ...off, fault: null })).toBe(false);
  });

  it('without a confidence meets no least confidence, not even 0', () => {
    expect(matchesExport({ ...EVERYTHING, minConfidence: 0 }, { ...row, confidence: null })).toBe(false);
  });
});
