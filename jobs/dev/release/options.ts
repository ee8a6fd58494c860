import { declareCommand, flag, option, optionOr, requiredOption } from '#jobs/process/declare-command.ts';
import { filePath, oneOf } from '#jobs/process/option-values.ts';
import { STEPS } from './next-version.ts';

export const releaseCommand = declareCommand({
  name: 'release',
  summary:
    'Makes a release of what is committed: version, changelog, tag, and a folder with the sources, the list of packages ' +
    '(CycloneDX) and checksums. Says what it would do, and does it with --write.',
  options: {
    step: requiredOption(
      '<part>',
      `part of the version that goes up: ${STEPS.join(', ')}`,
      oneOf(STEPS),
      STEPS.join(', '),
    ),
    write: flag('does it: a commit, a tag and files'),
    out: optionOr('.data/release', '<dir>', 'where the files go, in a folder of the version', filePath),
    key: option('<file>', 'PEM file of an Ed25519 private key that signs the checksums', filePath),
  },
  notes:
    'Nothing is pushed: git push --follow-tags does it. The tag is signed where git is told to (tag.gpgSign).\n' +
    'Example: npm run release -- --step minor',
  read: ({ step, write, out, key }) => ({ step, write, out, keyFile: key ?? null }),
});
