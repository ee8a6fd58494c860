import { cp, glob, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '#jobs/process/project-root.ts';

const SHOWN = [
  '*.md',
  '{app,components,docs,jobs,models,prisma,server,tests}/**/*.md',
  'docs/screens/*.png',
  'models/lenet5/*.svg',
];
const ELSEWHERE = /(^|\/)node_modules$|^docs\/site\/pages$/;

/** Copies every document of the tree and the pictures in them to where a site is made of them; returns how many. */
export async function copyDocuments(into: string): Promise<number> {
  await rm(into, { recursive: true, force: true });
  let count = 0;
  for await (const name of glob(SHOWN, { cwd: projectRoot, exclude: (found) => ELSEWHERE.test(found) })) {
    const target = path.join(into, name);
    await mkdir(path.dirname(target), { recursive: true });
    await cp(path.join(projectRoot, name), target);
    count++;
  }
  return count;
}
