import { z } from 'zod';
import type { Settings } from '#server/env.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { retry } from '#server/retry.ts';

export type RegistrySettings = Pick<
  Settings,
  'SCHEMA_REGISTRY_URL' | 'SCHEMA_REGISTRY_USER' | 'SCHEMA_REGISTRY_PASSWORD'
>;

const ATTEMPTS = 3;
const ATTEMPT_TIMEOUT_MS = 4000;
const FIRST_PAUSE_MS = 250;

const schemaAnswer = z.object({
  schema: z.string(),
  schemaType: z.string().default('AVRO'),
  references: z.array(z.unknown()).default([]),
});
const registeredAnswer = z.object({ id: z.number().int().nonnegative() });
const errorAnswer = z.object({ message: z.string() });

export type RegisteredSchema = z.infer<typeof schemaAnswer>;

/** Client of a schema registry that speaks Confluent's REST API. A schema of an id never changes: asked for once. */
export class SchemaRegistry {
  readonly #url: string;
  readonly #headers: Record<string, string>;
  readonly #schemas = new Map<number, Promise<RegisteredSchema | null>>();

  constructor(url: string, login: RegistrySettings) {
    const { SCHEMA_REGISTRY_USER: user, SCHEMA_REGISTRY_PASSWORD: password = '' } = login;
    this.#url = url.replace(/\/+$/, '');
    this.#headers = { accept: 'application/vnd.schemaregistry.v1+json, application/json' };
    if (user) this.#headers.authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  }

  /** The schema of an id, or null when the registry has none. */
  schemaOf(id: number): Promise<RegisteredSchema | null> {
    const known = this.#schemas.get(id);
    if (known) return known;
    const asked = this.#fetchSchema(id);
    this.#schemas.set(id, asked);
    // Neither a failure nor an absence is for ever.
    const forget = () => this.#schemas.delete(id);
    asked.then((schema) => schema ?? forget(), forget);
    return asked;
  }

  async #fetchSchema(id: number): Promise<RegisteredSchema | null> {
    const response = await this.#request(`/schemas/ids/${id}`);
    if (response.status === 404) return null;
    return this.#parse(schemaAnswer, response);
  }

  /** Registers a schema as the newest of a subject, if it is not there yet; returns its id. */
  async register(subject: string, schema: unknown): Promise<number> {
    const response = await this.#request(`/subjects/${encodeURIComponent(subject)}/versions`, {
      method: 'POST',
      headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
      body: JSON.stringify({ schema: JSON.stringify(schema) }),
    });
    if (response.status === 409) throw this.#failure(`subject ${subject} holds a schema that ours does not fit`);
    return (await this.#parse(registeredAnswer, response)).id;
  }

  /** Asks up to three times while the registry cannot be reached or is in trouble itself. */
  async #request(path: string, init: RequestInit = {}): Promise<Response> {
    const ask = async () => {
      const signal = AbortSignal.timeout(ATTEMPT_TIMEOUT_MS);
      const headers = { ...this.#headers, ...init.headers };
      const response = await fetch(`${this.#url}${path}`, { ...init, headers, signal });
      if (response.status >= 500) throw new Error(`it answered ${response.status}`);
      return response;
    };
    try {
      return await retry(ask, { attempts: ATTEMPTS, firstPauseMs: FIRST_PAUSE_MS });
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null;
      throw this.#failure(`${code ?? messageOf(cause)}; is SCHEMA_REGISTRY_URL right?`);
    }
  }

  async #parse<Schema extends z.ZodType>(schema: Schema, response: Response): Promise<z.infer<Schema>> {
    if (response.status === 401 || response.status === 403) {
      throw this.#failure('it refuses us; check SCHEMA_REGISTRY_USER and SCHEMA_REGISTRY_PASSWORD');
    }
    const text = await response.text().catch(messageOf);
    const body = parsedJson(text);
    if (!response.ok) {
      const message = errorAnswer.safeParse(body).data?.message ?? '';
      throw this.#failure(`it answered ${response.status} ${message}`.trimEnd());
    }
    const answer = schema.safeParse(body);
    if (answer.success) return answer.data;
    throw this.#failure('its answer is none of a schema registry; is SCHEMA_REGISTRY_URL right?');
  }

  #failure(why: string): HeliographError {
    return new HeliographError('registry', `schema registry ${this.#url}: ${why}`);
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
