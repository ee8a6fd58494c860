// The import rules of the house: domain <- models; domain <- stores, gateways <- services <- jobs, app.
const NODE_BUILTINS = '^(node:)?(fs|net|http|https|child_process|worker_threads|dgram|tls)(/|$)';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-imports-nothing-of-ours',
      comment: 'The domain is types, contracts and state machines; it must be safe in the browser.',
      severity: 'error',
      from: { path: '^server/domain/' },
      to: { path: '^(app|components|jobs|models|prisma|server/(?!domain/|errors\\.ts))' },
    },
    {
      name: 'domain-is-safe-in-the-browser',
      severity: 'error',
      from: { path: '^server/domain/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'models-import-domain-only',
      comment: 'Numbers in, numbers out.',
      severity: 'error',
      from: { path: '^models/' },
      to: { path: '^(app|components|jobs|prisma|server/(?!domain/|errors\\.ts))' },
    },
    {
      name: 'models-touch-no-network-or-disk',
      severity: 'error',
      from: { path: '^models/' },
      to: { dependencyTypes: ['core'], path: NODE_BUILTINS },
    },
    {
      name: 'stores-and-gateways-are-below-services',
      severity: 'error',
      from: { path: '^server/(stores|gateways)/' },
      to: { path: '^(app|components|jobs|models|server/(services|auth|http)/)' },
    },
    {
      name: 'services-are-below-jobs-and-app',
      severity: 'error',
      from: { path: '^server/services/' },
      to: { path: '^(app|components|jobs|server/http/)' },
    },
    {
      name: 'only-stores-touch-prisma',
      severity: 'error',
      from: { path: '^(app|components|jobs|models|server/(?!stores/))' },
      to: { path: '^(prisma/generated/|node_modules/@prisma/)' },
    },
    {
      name: 'one-way-to-connect-to-postgres',
      comment: 'A connection whose session is not set as ours is misreads times without a word.',
      severity: 'error',
      from: { path: '^(app|jobs|server)/', pathNot: '^server/stores/postgres\\.ts$' },
      to: { path: '^node_modules/pg/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'components-import-components-domain-and-contracts',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^(app|jobs|models|prisma|server/(?!domain/))' },
    },
    {
      name: 'no-stage-imports-another',
      severity: 'error',
      from: { path: '^jobs/pipeline/stages/([^/]+)/' },
      to: { path: '^jobs/pipeline/stages/', pathNot: '^jobs/pipeline/stages/$1/' },
    },
    {
      name: 'stages-know-neither-worker-nor-engine',
      comment: 'They import the contract (jobs/pipeline/stage.ts): what carries them out may be another tomorrow.',
      severity: 'error',
      from: { path: '^jobs/pipeline/stage(s/|\\.ts$)' },
      to: { path: '^jobs/pipeline/(worker/|queue/|engine)' },
    },
    {
      name: 'engines-know-no-stage-and-no-worker',
      severity: 'error',
      from: { path: '^jobs/pipeline/engine' },
      to: { path: '^jobs/pipeline/(worker|queue|stages)/' },
    },
    {
      name: 'the-queue-knows-no-solar-words',
      severity: 'error',
      from: { path: '^jobs/pipeline/queue/' },
      to: { path: '^(app|components|models|server/(domain|services|stores)/|jobs/(?!pipeline/queue/))' },
    },
    {
      name: 'the-process-knows-no-room',
      comment: 'What every command stands on is below all of them.',
      severity: 'error',
      from: { path: '^jobs/process/' },
      to: { path: '^jobs/(?!process/)' },
    },
    {
      name: 'simulator-and-pipeline-are-below-who-runs-them',
      severity: 'error',
      from: { path: '^jobs/(simulator|pipeline)/' },
      to: { path: '^jobs/(?!process/)', pathNot: '^jobs/$1/' },
    },
    {
      name: 'commands-and-dev-are-below-the-lab',
      severity: 'error',
      from: { path: '^jobs/(commands|dev)/' },
      to: { path: '^jobs/(?!(process|simulator|pipeline)/)', pathNot: '^jobs/$1/' },
    },
    {
      name: 'the-field-knows-nothing-of-the-training-simulator',
      comment: 'The second simulator is a check only as long as it shares nothing with the first.',
      severity: 'error',
      from: { path: '^jobs/lab/evaluate/field/' },
      to: { path: '^(models/photovoltaic/|jobs/(simulator|lab/(simulate|dataset|train))/)' },
    },
    {
      name: 'nothing-learns-from-the-field',
      comment: 'What was trained or calibrated on it could not be checked by it any more.',
      severity: 'error',
      from: { path: '^(models/classifier/|jobs/lab/(train|dataset)/)' },
      to: { path: '^jobs/lab/evaluate/field/', reachable: true },
    },
    { name: 'nothing-imports-app', severity: 'error', from: { pathNot: '^app/' }, to: { path: '^app/' } },
    { name: 'jobs-import-no-page', severity: 'error', from: { path: '^jobs/' }, to: { path: '^components/' } },
    {
      name: 'kafkajs-stays-behind-its-gateway',
      severity: 'error',
      from: { pathNot: '^(server/gateways/kafka|tests/integration/kafka)/' },
      to: { path: '^node_modules/kafkajs/' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^(components|server|jobs|models)/', pathNot: '(README|\\.d\\.ts$|\\.mjs$)' },
      to: {},
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^prisma/generated'] },
    exclude: { path: ['^\\.next', '^\\.data', '^models/wavelet/kernel/assembly/', 'next-env\\.d\\.ts$', '\\.css$'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
