import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '#jobs/process/project-root.ts';
import { OWNER_ONLY } from '#server/data-folder.ts';
import { HeliographError } from '#server/errors.ts';

const POM = fileURLToPath(new URL('./pom.xml', import.meta.url));
const MIN_JAVA = 17;

export const HOW_TO_GET_JAVA =
  'Kafka needs Java 17 or later and Maven: "apt-get install default-jre-headless maven" on Debian, "brew install openjdk maven" on macOS';

/** What this machine lacks to run Kafka, in words for the reader; null when it has all. */
export function whyNoKafka(): string | null {
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const version = /version "(\d+)/.exec(`${java.stderr}`)?.[1];
  if (java.error || version === undefined) return `there is no Java. ${HOW_TO_GET_JAVA}`;
  if (Number(version) < MIN_JAVA) return `Java ${version} is too old. ${HOW_TO_GET_JAVA}`;
  if (existsSync(jarFolder())) return null;
  const maven = spawnSync('mvn', ['--version'], { stdio: 'ignore' });
  return maven.status === 0 ? null : `there is no Maven to fetch Kafka with. ${HOW_TO_GET_JAVA}`;
}

/** A folder for just this list of jars: another pom.xml gets another one. */
function jarFolder(): string {
  const list = createHash('sha256').update(readFileSync(POM)).digest('hex').slice(0, 12);
  return path.join(projectRoot, '.data', 'cache', `kafka-${list}`);
}

/** Class path of Kafka's jars; Maven fetches them when they are not there. The folder appears only when it is whole. */
export async function kafkaClassPath(say: (line: string) => void): Promise<string> {
  const missing = whyNoKafka();
  if (missing) throw new HeliographError('invalid_input', missing);
  const folder = jarFolder();
  if (!existsSync(folder)) {
    say('Fetching Apache Kafka with Maven (43 MB, once) ...');
    mkdirSync(path.dirname(folder), { recursive: true, mode: OWNER_ONLY });
    const temporary = `${folder}.${process.pid}.part`;
    try {
      await copyJars(temporary);
      // Another process may have been faster: its folder holds the same.
      if (!existsSync(folder)) renameSync(temporary, folder);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  }
  return path.join(folder, '*');
}

function copyJars(folder: string): Promise<void> {
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${folder}`, '-DincludeScope=runtime'];
  return new Promise((resolve, reject) => {
    const child = spawn('mvn', ['-B', '-q', '-f', POM, ...goal], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-4000);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      const reason = /\[ERROR\] (.*)/.exec(output)?.[1] ?? `it ended with ${code}`;
      reject(new HeliographError('storage', `Maven could not fetch Apache Kafka: ${reason}`));
    });
  });
}
