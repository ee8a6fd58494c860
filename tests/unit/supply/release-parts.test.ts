import { describe, expect, it } from 'vitest';
import { imageTags, nextVersion } from '#jobs/dev/release/next-version.ts';
import { releaseNotes } from '#jobs/dev/release/release-notes.ts';

const CHANGELOG =
  '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A thing.\n\n## [0.1.0] - 2026-11-30\n\n- The first.\n';

describe('the parts of a release', () => {
  it.each([
    ['major', '2.0.0'],
    ['minor', '1.3.0'],
    ['patch', '1.2.4'],
  ] as const)('a %s step after 1.2.3 is %s', (step, expected) => {
    expect(nextVersion('1.2.3', step)).toBe(expected);
  });

  it('gives images the lines of their version, but before 1.0.0, where they promise nothing', () => {
    expect(imageTags('1.2.3')).toEqual(['1.2.3', '1.2', '1']);
    expect(imageTags('0.2.0')).toEqual(['0.2.0']);
  });

  it('moves what is unreleased under the version, and keeps what is older', () => {
    const { changelog, notes } = releaseNotes(CHANGELOG, '0.2.0', '2026-12-01');
    expect(notes).toBe('### Added\n\n- A thing.');
    expect(changelog).toBe(
      '# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n### Added\n\n- A thing.\n\n## [0.1.0] - 2026-11-30\n\n- The first.\n',
    );
  });

  it('refuses a release of nothing, and one that was made before', () => {
    expect(() => releaseNotes(CHANGELOG.replace('- A thing.', ''), '0.2.0', '2026-12-01')).toThrow(
      'says nothing under',
    );
    expect(() => releaseNotes(CHANGELOG, '0.1.0', '2026-12-01')).toThrow('a section of 0.1.0 already');
    expect(() => releaseNotes('# Changelog\n', '0.2.0', '2026-12-01')).toThrow('has no "## [Unreleased]"');
  });
});
