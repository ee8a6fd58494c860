import { HeliographError } from '#server/errors.ts';

export const STEPS = ['major', 'minor', 'patch'] as const;

export type Step = (typeof STEPS)[number];

/** The version after this one, by Semantic Versioning. Throws `invalid_input` for a version that is none. */
export function nextVersion(version: string, step: Step): string {
  const match = /^(\d+)\.(\d+)\.(\d+)$/.exec(version);
  if (!match) throw new HeliographError('invalid_input', `package.json has the version ${version}, not one like 1.2.3`);
  const [major = 0, minor = 0, patch = 0] = match.slice(1).map(Number);
  if (step === 'major') return `${major + 1}.0.0`;
  return step === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

/** Tags that an image of the version bears: the version, its minor and its major line, these two never before 1.0.0. */
export function imageTags(version: string): string[] {
  const [major = '', minor = ''] = version.split('.');
  return major === '0' ? [version] : [version, `${major}.${minor}`, major];
}
