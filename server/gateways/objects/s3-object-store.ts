import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { HeliographError } from '#server/errors.ts';
import { awsErrorOf } from '#server/gateways/aws/failures.ts';
import { FIRST_DELAY_MS, LONGEST_DELAY_MS, PATIENCE } from '#server/gateways/aws/retries.ts';
import { checkedStream, wholeBody } from '#server/gateways/objects/checked-body.ts';
import { checkedKey, type ObjectStore } from '#server/gateways/objects/object-store.ts';
import { deleteObjects } from '#server/gateways/objects/s3-delete.ts';
import { isMissingObject, type S3Target, s3Failure } from '#server/gateways/objects/s3-failures.ts';
import { uploadIfAbsent, uploadObject } from '#server/gateways/objects/s3-upload.ts';
import { retry } from '#server/retry.ts';

/** A bucket of Amazon S3 or of anything that speaks its protocol. */
export class S3ObjectStore implements ObjectStore {
  readonly #client: S3Client;
  readonly #target: S3Target;
  readonly #budgetMs: number;

  constructor(client: S3Client, target: S3Target, budgetMs: number = PATIENCE.budgetMs) {
    this.#client = client;
    this.#target = target;
    this.#budgetMs = budgetMs;
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const target = { client: this.#client, ...this.#address(key) };
    await this.#ask(`cannot write ${key}`, () => uploadObject(target, bytes));
  }

  putIfAbsent(key: string, bytes: Uint8Array): Promise<boolean> {
    const target = { client: this.#client, ...this.#address(key) };
    return this.#ask(`cannot write ${key}`, () => uploadIfAbsent(target, bytes));
  }

  get(key: string): Promise<Uint8Array<ArrayBuffer>> {
    return this.#read(key, async () => {
      const answer = await this.#client.send(new GetObjectCommand(this.#address(key)));
      return wholeBody(answer, { whole: true });
    });
  }

  async getRange(key: string, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    if (end <= start) return new Uint8Array();
    const input = { ...this.#address(key), Range: `bytes=${start}-${end - 1}` };
    return this.#read(key, async () => {
      try {
        return await wholeBody(await this.#client.send(new GetObjectCommand(input)), { whole: false });
      } catch (error) {
        // The range begins behind the object's end.
        if (awsErrorOf(error).status === 416) return new Uint8Array();
        throw error;
      }
    });
  }

  openStream(key: string): Promise<Readable> {
    return this.#read(key, async () => {
      const answer = await this.#client.send(new GetObjectCommand(this.#address(key)));
      return checkedStream(answer, key);
    });
  }

  sizeOf(key: string): Promise<number> {
    return this.#read(key, async () => {
      const { ContentLength } = await this.#client.send(new HeadObjectCommand(this.#address(key)));
      return ContentLength ?? 0;
    });
  }

  list(prefix: string): Promise<string[]> {
    const input = { Bucket: this.#target.bucket, Prefix: `${checkedKey(prefix)}/` };
    return this.#ask(`cannot list ${prefix}`, async () => {
      const keys: string[] = [];
      for await (const { Contents = [] } of paginateListObjectsV2({ client: this.#client }, input)) {
        keys.push(...Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key])));
      }
      return keys.sort();
    });
  }

  async remove(key: string): Promise<void> {
    const command = new DeleteObjectCommand(this.#address(key));
    await this.#ask(`cannot remove ${key}`, () => this.#client.send(command));
  }

  async removeAll(prefix: string): Promise<void> {
    const keys = await this.list(prefix);
    for (let first = 0; first < keys.length; first += 1000) {
      const command = deleteObjects(this.#target.bucket, keys.slice(first, first + 1000));
      const { Errors = [] } = await this.#ask(`cannot remove ${prefix}`, () => this.#client.send(command));
      const [refused] = Errors;
      if (refused) throw new HeliographError('storage', `cannot remove ${refused.Key}: ${refused.Message}`);
    }
  }

  readUrl(key: string, forSeconds: number): Promise<string> {
    const command = new GetObjectCommand(this.#address(key));
    return this.#ask(`no address for ${key}`, () => getSignedUrl(this.#client, command, { expiresIn: forSeconds }));
  }

  #address(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.#target.bucket, Key: checkedKey(key) };
  }

  async #ask<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw s3Failure(what, error, this.#target);
    }
  }

  /** The SDK repeats requests; a body that breaks off or arrives damaged behind a good answer is repeated here. */
  #read<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    return this.#ask(`cannot read ${key}`, async () => {
      try {
        return await retry(work, {
          firstPauseMs: FIRST_DELAY_MS,
          longestPauseMs: LONGEST_DELAY_MS,
          budgetMs: this.#budgetMs,
          passes: (error) => awsErrorOf(error).status === null && !(error instanceof HeliographError),
        });
      } catch (error) {
        throw isMissingObject(error) ? await this.#missing(key, error) : error;
      }
    });
  }

  /** An answer to HEAD has no body and says 404 for a missing bucket too: ask for the bucket. */
  async #missing(key: string, error: unknown): Promise<unknown> {
    try {
      await this.#client.send(new HeadBucketCommand({ Bucket: this.#target.bucket }));
    } catch (failure) {
      if (awsErrorOf(failure).status !== 404) return failure;
      return Object.assign(new Error('no such bucket', { cause: failure }), { name: 'NoSuchBucket' });
    }
    return new HeliographError('not_found', `there is no object ${key}`, { cause: error });
  }
}
