/**
 * What Prisma's CLI asks of its engine.
 * @param {readonly string[]} argv
 * @returns {{ command: string[], datamodels: string[], url?: string, shadowUrl?: string }}
 */
export function readArguments(argv) {
  const command = [];
  const datamodels = [];
  let datasource = {};
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i];
    if (word === '--version' || word === '-V') return { command: ['version'], datamodels };
    if (word === '--datamodels') datamodels.push(argv[++i]);
    else if (word === '--datasource') datasource = JSON.parse(argv[++i]);
    else if (word.startsWith('--')) i++;
    else command.push(word);
  }
  return { command, datamodels, url: datasource.url, shadowUrl: datasource.shadowDatabaseUrl || undefined };
}
