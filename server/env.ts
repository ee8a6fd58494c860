import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { LIVE_WINDOWS } from '#domain/live-windows.ts';
import { scheduleTextSchema, TOPIC_PATTERN, tariffTextSchema } from '#domain/plant-settings.ts';
import { roleSchema } from '#domain/roles.ts';
import { parseGroupNames } from '#server/auth/group-names.ts';
import { HeliographError, messageOf } from '#server/errors.ts';

// The only file that reads process.env. A setting comes from the environment, else from `.env`, else from the parameter
// store, else it has its default; an empty value means the same as none.
const origins = new Map<string, string>();
if (existsSync('.env')) offerSettings('.env', parseEnv(readFileSync('.env', 'utf8')));

const bucketName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be a bucket: 3 to 63 of a-z, 0-9, . and -')
  .optional();

/** A setting that lists several values; an empty one means the same as none. */
function commaList(pattern: RegExp, message: string) {
  const split = (value: unknown) => (typeof value === 'string' ? value.split(',').map((word) => word.trim()) : value);
  return z.preprocess((value) => split(value || undefined), z.array(z.string().regex(pattern, message)).optional());
}

/** Names of groups; a list that can be read in two ways is refused. */
const groupNames = z.preprocess(
  (value) => value || undefined,
  z
    .string()
    .transform((text, context) => {
      try {
        return parseGroupNames(text);
      } catch (error) {
        context.addIssue({ code: 'custom', message: messageOf(error) });
        return z.NEVER;
      }
    })
    .optional(),
);

/** Groups by role, by plant; JSON, since names of groups may hold any character. */
const plantGroups = z.preprocess(
  (value) => value || undefined,
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON like {"south": {"operator": ["PV South"]}}' });
        return z.NEVER;
      }
    })
    .pipe(
      z
        .record(z.string(), z.partialRecord(roleSchema, z.array(z.string().min(1))))
        .refine(
          (of) => Object.keys(of).every((id) => /^(\*|[a-z0-9-]{1,40})$/.test(id)),
          'must name plants by their ids, or *',
        ),
    )
    .optional(),
);

const SCHEMAS = new Set([null, 'public']);
const SSL_MODES = new Set([null, 'disable', 'no-verify', 'prefer', 'require', 'verify-ca', 'verify-full']);
const parameterOf = (url: string, name: string) => URL.parse(url)?.searchParams.get(name) ?? null;

const perMinute = z.coerce.number().int().min(1).max(1_000_000);

const ONE_MAIL_ADDRESS = /^[^\s,@<>]+@[^\s,@<>]+$/;

/** Every setting; docs/settings.md is made of this, so each one says what it is for. */
export const settingsShape = z.object({
  /** What this is run for; `production` refuses the sign-in provider that is for development. */
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  /**
   * PostgreSQL to use, directly or through pgbouncer; without it the embedded one under HELIOGRAPH_DATA is started.
   */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
    .refine(
      (url) => SCHEMAS.has(parameterOf(url, 'schema')),
      'has another ?schema= than public, which is not read: leave it out, and give Heliograph a database of its own',
    )
    .refine(
      (url) => SSL_MODES.has(parameterOf(url, 'sslmode')),
      'has an unknown sslmode: it must be disable, no-verify, prefer, require, verify-ca or verify-full',
    )
    .optional(),
  /** Folder of the embedded database, the object store and the SCADA files. */
  HELIOGRAPH_DATA: z.string().min(1).default('.data'),
  /** Port of the console. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** The plant that the command-line tools and the console work on. */
  HELIOGRAPH_PLANT: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'must be 1 to 40 of a-z, 0-9 and -')
    .default('demo'),
  /** Worker threads of the pipeline: shards that a worker does at once; 0 means one a core. */
  HELIOGRAPH_THREADS: z.coerce.number().int().min(0).max(256).default(0),
  /** Wait before a failed shard's second attempt of six, in ms; doubled each time, give or take a quarter. */
  HELIOGRAPH_RETRY_MS: z.coerce.number().int().min(1).max(600_000).default(2000),
  /** An attempt at a shard that takes longer is given up and its thread ended. */
  HELIOGRAPH_SHARD_DEADLINE_MINUTES: z.coerce.number().min(0.01).max(1440).default(30),
  /**
   * When the day before is run, in the plant's standard time: cron's five fields, or `off`. With Kafka not before its
   * lateness is over.
   */
  HELIOGRAPH_SCHEDULE: scheduleTextSchema.default('0 1 * * *'),
  /** After a downtime so many missed days are run, the oldest first. */
  HELIOGRAPH_CATCH_UP_DAYS: z.coerce.number().int().min(1).max(366).default(7),
  /** A day without a result so long after its run was due is told. */
  HELIOGRAPH_DEADLINE_HOURS: z.coerce.number().min(0.1).max(168).default(6),
  /** Runs of back-fills that are worked on at the same time. */
  HELIOGRAPH_BACKFILL_RUNS: z.coerce.number().int().min(1).max(64).default(2),
  /** Folder of the bundled network, in use until `npm run model -- use` names another. */
  HELIOGRAPH_MODEL: z.string().min(1).default('models/lenet5'),
  /** Where silver, gold, logs and models lie: folders below HELIOGRAPH_DATA, or S3 with the four buckets below. */
  OBJECT_STORE: z.enum(['local', 's3']).default('local'),
  /** Where series and scalograms lie; with `OBJECT_STORE=s3` this and the next two are needed. */
  SILVER_BUCKET: bucketName,
  /** Where verdicts and manifests lie. */
  GOLD_BUCKET: bucketName,
  /** Where the logs of runs lie. */
  LOG_BUCKET: bucketName,
  /** Where models lie by version; without one in S3 the bundled model is the only one. */
  BOOTSTRAP_BUCKET: bucketName,
  /** Address of an S3-compatible store that is not Amazon's. */
  S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must begin with http:// or https://' }).optional(),
  /** Region of the store; without it the AWS SDK's own. */
  S3_REGION: z.string().optional(),
  /** Bucket in the path instead of the host name; the default for an S3_ENDPOINT. */
  S3_PATH_STYLE: z.stringbool().optional(),
  /** Keys of the store; without them those of the AWS SDK's chain (environment, profile, role). */
  S3_ACCESS_KEY_ID: z.string().optional(),
  /** The secret half of S3_ACCESS_KEY_ID. */
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  /**
   * Where further settings are read from when a program starts: `ssm:/heliograph/prod` is AWS Systems Manager's
   * parameters below that path.
   */
  PARAMETERS: z
    .string()
    .regex(/^ssm:(\/[A-Za-z0-9_.-]+)+$/, 'must be like ssm:/heliograph/prod')
    .optional(),
  /** Confluent-compatible schema registry; with it messages carry a magic byte and a schema id before the reading. */
  SCHEMA_REGISTRY_URL: z.preprocess(
    (value) => value || undefined,
    z
      .url({ protocol: /^https?$/, error: 'must begin with http:// or https://' })
      .refine((url) => !URL.parse(url)?.username, 'must not hold a user: use SCHEMA_REGISTRY_USER')
      .optional(),
  ),
  /** Basic authentication at the schema registry: who. */
  SCHEMA_REGISTRY_USER: z.string().optional(),
  /** Basic authentication at the schema registry: its password. */
  SCHEMA_REGISTRY_PASSWORD: z.string().optional(),
  /** File with the Avro schema that plain messages are written in, when it is not reading.avsc. */
  READINGS_SCHEMA: z.preprocess((value) => value || undefined, z.string().optional()),
  /** Brokers as `host:port`, with commas between; with them readings come from Kafka, else from Avro files. */
  KAFKA_SERVERS: commaList(/^(\[[0-9a-f:]+\]|[^\s:,]+):\d{1,5}$/i, 'must be host:port, with commas between several'),
  /** Topics with the plant's readings, with commas between; a message's key is its deviceId. */
  KAFKA_TOPICS: commaList(TOPIC_PATTERN, 'must be names of topics, with commas between several').default([
    'solar.data.segment.01',
  ]),
  /** How brokers are reached; Kafka's own words. */
  KAFKA_SECURITY_PROTOCOL: z.enum(['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL']).default('PLAINTEXT'),
  /** How one signs in, with a SASL protocol; AWS_MSK_IAM is OAUTHBEARER with the AWS identity of this process. */
  KAFKA_SASL_MECHANISM: z.enum(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'AWS_MSK_IAM']).default('SCRAM-SHA-512'),
  /** Who signs in at the brokers, with PLAIN and SCRAM. */
  KAFKA_SASL_USERNAME: z.string().optional(),
  /** The password of KAFKA_SASL_USERNAME. */
  KAFKA_SASL_PASSWORD: z.string().optional(),
  /** PEM file of the authority that signed the brokers' certificates, when it is not a public one. */
  KAFKA_SSL_CA: z.preprocess((value) => value || undefined, z.string().optional()),
  /** Region of the MSK cluster, for AWS_MSK_IAM. */
  AWS_REGION: z.string().optional(),
  /** Minutes after its end in which readings of a plant day may still arrive in Kafka. */
  HELIOGRAPH_LATENESS_MINUTES: z.coerce.number().int().min(0).max(10_080).default(120),
  /** Length of a live window, by which the day so far is judged; `off` for the nightly run alone. */
  HELIOGRAPH_LIVE: z.enum(LIVE_WINDOWS, { error: `must be one of ${LIVE_WINDOWS.join(', ')}` }).default('off'),
  /** Seconds that a live window waits for readings that are late; what is later yet counts for the nightly run alone. */
  HELIOGRAPH_LIVE_LATENESS_SECONDS: z.coerce.number().int().min(0).max(3600).default(60),
  /** Seconds after which a partition that has nothing more holds no live window back. */
  HELIOGRAPH_LIVE_IDLE_SECONDS: z.coerce.number().int().min(1).max(3600).default(60),
  /**
   * Where the outcome of runs is posted to: any receiver of signed JSON, or an incoming webhook of Slack and its
   * like.
   */
  NOTIFY_WEBHOOK_URL: z.url({ protocol: /^https?$/, error: 'must begin with https://' }).optional(),
  /** Key of the HMAC-SHA256 that a webhook's receiver checks. */
  NOTIFY_WEBHOOK_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  /** Mail server: smtp:// (STARTTLS when it offers it) or smtps://, with user and password where it wants them. */
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must begin with smtp:// or smtps://' }).optional(),
  /** Sender of the mails. */
  NOTIFY_EMAIL_FROM: z.string().regex(ONE_MAIL_ADDRESS, 'must be a mail address').optional(),
  /** Who gets a mail, with commas between. */
  NOTIFY_EMAIL_TO: commaList(ONE_MAIL_ADDRESS, 'must be mail addresses, with commas between several'),
  /** Topic of Amazon SNS, by its ARN. */
  SNS_TOPIC: z
    .string()
    .regex(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}(\.fifo)?$/, 'must be the ARN of a topic')
    .optional(),
  /** Address under which operators reach the console, for the links in notifications. */
  NOTIFY_LINK: z.url({ protocol: /^https?$/, error: 'must begin with http:// or https://' }).optional(),
  /** Lets notifications go to private networks and this machine, webhooks also over plain http. */
  NOTIFY_ALLOW_PRIVATE: z.stringbool().default(false),
  /**
   * Proxies of ours in front of the console, each of which appends the address it saw to X-Forwarded-For; nobody else
   * is believed.
   */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Reads that one person or token may ask for in a minute, in all instances of the console together. */
  RATE_READS_PER_MINUTE: perMinute.default(600),
  /** Changes that one person or token may ask for in a minute. */
  RATE_CHANGES_PER_MINUTE: perMinute.default(60),
  /** Attempts to sign in that one address has in a minute. */
  RATE_SIGN_INS_PER_MINUTE: perMinute.default(10),
  /** Tokens that are none that one address has in a minute. */
  RATE_BAD_TOKENS_PER_MINUTE: perMinute.default(10),
  /** Port on the loopback interface for Prometheus, of the console; without it there is none. */
  METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  /** The same of a worker. */
  WORKER_METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  /** Days that series, scalograms, logs and quarantine of a run are kept. */
  SILVER_RETENTION_DAYS: z.coerce.number().int().min(1).max(36_500).default(90),
  /** Days that verdict files are kept after a newer run replaced them; those on show are kept for ever. */
  GOLD_RETENTION_DAYS: z.coerce.number().int().min(1).max(36_500).default(365),
  /** Address of the OpenID Connect provider, as its tokens name it; without one `npm start` has a provider of its own. */
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'must begin with https://' }).optional(),
  /** What the provider knows the console by. */
  OIDC_CLIENT_ID: z.string().optional(),
  /** What the console proves it with. */
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** What is asked of the provider; some hand out groups only for a scope of their own. */
  OIDC_SCOPE: z
    .string()
    .regex(/^openid( [\x21\x23-\x5b\x5d-\x7e]+)*$/, 'must be openid and further scopes, with a blank between')
    .default('openid profile email'),
  /** Claim of the ID token that lists somebody's groups. */
  OIDC_GROUPS_CLAIM: z.string().min(1).default('groups'),
  /** Groups whose members may see: names with commas between, or one a line. */
  OIDC_VIEWER_GROUPS: groupNames.default(['heliograph-viewers']),
  /** Groups whose members also request runs and triage. */
  OIDC_OPERATOR_GROUPS: groupNames.default(['heliograph-operators']),
  /** Groups whose members also choose models and manage people, tokens and settings. */
  OIDC_ADMIN_GROUPS: groupNames.default(['heliograph-admins']),
  /** Groups whose members have a role in some plants only, as JSON: {"south": {"operator": ["PV South"]}}; `*` is every plant. */
  OIDC_PLANT_GROUPS: plantGroups.default({}),
  /** Address under which people reach the console; the provider sends them back to it. */
  NEXTAUTH_URL: z
    .url({ protocol: /^https?$/, error: 'must begin with https://' })
    .refine((url) => URL.parse(url)?.pathname === '/', 'must have no path: the console answers at the root')
    .optional(),
  /** Key of the session cookies. */
  NEXTAUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  /** Whom somebody may ask who was refused: a name, a mail address, a page. */
  ACCESS_CONTACT: z.string().max(200).optional(),
  /** What a kWh is worth, for the losses of faults in money: `0.11 EUR`. */
  HELIOGRAPH_TARIFF: tariffTextSchema.optional(),
  /** Days with a normal verdict after which a fault counts as no longer seen. */
  HELIOGRAPH_FAULT_ENDS_AFTER_DAYS: z.coerce.number().int().min(1).max(365).default(7),
  /** The least that is logged. */
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Set by forges: tests get a second chance. */
  CI: z.string().optional(),
});

const settingsSchema = settingsShape.refine(
  ({ SMTP_URL, NOTIFY_EMAIL_FROM, NOTIFY_EMAIL_TO }) => !SMTP_URL || (NOTIFY_EMAIL_FROM && NOTIFY_EMAIL_TO),
  { path: ['SMTP_URL'], error: 'needs NOTIFY_EMAIL_FROM and NOTIFY_EMAIL_TO' },
);

export type Settings = z.infer<typeof settingsSchema>;

/** The checked settings. Throws `invalid_input` that names every bad one and where it comes from. */
export function readSettings(source: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.entries(source).filter(([, value]) => value !== '');
  const parsed = settingsSchema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => {
    const name = path.join('.');
    const from = source[name] ? ` (from ${origins.get(name) ?? 'the environment'})` : '';
    return `${name}${from} ${message}`;
  });
  throw new HeliographError('invalid_input', `bad setting: ${problems.join('; ')}`);
}

export interface SettingOrigin {
  name: string;
  /** As it was given; null when nobody gave it. */
  given: string | null;
  /** `environment`, `.env`, the parameter's name, or `default`. */
  origin: string;
}

/** Every setting there is, and where its value comes from. */
export function settingOrigins(): SettingOrigin[] {
  return Object.keys(settingsShape.shape).map((name) => {
    const given = process.env[name] || null;
    return { name, given, origin: given === null ? 'default' : (origins.get(name) ?? 'environment') };
  });
}

/** Takes values for names that have none yet, and remembers where they come from; what is set stays as it is. */
export function offerSettings(origin: string | ((name: string) => string), values: NodeJS.Dict<string>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!value || process.env[name]) continue;
    process.env[name] = value;
    origins.set(name, typeof origin === 'string' ? origin : origin(name));
  }
}

/** Absolute path of the data folder, or of something in it. */
export function dataPath(...parts: string[]): string {
  return path.resolve(readSettings().HELIOGRAPH_DATA, ...parts);
}

/** The environment for a child process, with settings added or replaced. */
export function childEnvironment(settings: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...settings };
}

/** Settles a setting for this process and its children, such as the address of the embedded database. */
export function adoptSetting(name: string, value: string): void {
  process.env[name] = value;
  origins.delete(name);
}

/** Folder in which the user typed the command; npm itself runs scripts in the project's folder. */
export function commandFolder(): string {
  return process.env.INIT_CWD ?? process.cwd();
}
