import { HeliographError } from '#server/errors.ts';

const UNRELEASED = '## [Unreleased]';

export interface ReleaseNotes {
  /** The changelog with the version's own section, and an empty one for what comes next. */
  changelog: string;
  /** That section's text. */
  notes: string;
}

/** Moves what is unreleased under the version. Throws `invalid_input` where nothing is, or the version is there already. */
export function releaseNotes(changelog: string, version: string, day: string): ReleaseNotes {
  const [before = '', rest] = changelog.split(`${UNRELEASED}\n`);
  if (rest === undefined) throw new HeliographError('invalid_input', `CHANGELOG.md has no "${UNRELEASED}"`);
  if (rest.includes(`## [${version}]`)) {
    throw new HeliographError('invalid_input', `CHANGELOG.md has a section of ${version} already`);
  }
  const end = rest.search(/^## \[/m);
  const notes = (end < 0 ? rest : rest.slice(0, end)).trim();
  if (!/^- /m.test(notes)) {
    throw new HeliographError('invalid_input', `CHANGELOG.md says nothing under "${UNRELEASED}": what is released?`);
  }
  const older = end < 0 ? '' : `\n${rest.slice(end)}`;
  return { changelog: `${before}${UNRELEASED}\n\n## [${version}] - ${day}\n\n${notes}\n${older}`, notes };
}
