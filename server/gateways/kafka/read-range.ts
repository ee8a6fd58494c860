import type { OffsetRange } from '#domain/offset-range.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { type FetchedRecords, fetchRecords, OffsetOutOfRange } from './fetch-records.ts';
import type { KafkaConnection } from './kafka-connection.ts';
import { committedRecords, offsetAfter } from './record-batches.ts';
import type { Records } from './records.ts';

/** Of one partition; two answers are in memory at a time: the one that is read and the one under way. */
const FETCH_BYTES = 2 ** 20;
const FETCH_WAIT_MS = 500;
/** How long a broker may be away in mid-read. */
const OUTAGE_MS = 120_000;
const MAX_EMPTY_ANSWERS = 20;

/**
 * The committed messages of an offset range, a batch at a time, in the order of the log. Ends at the range's end whatever
 * lies before it: messages, gaps of a compaction, transaction markers. Nothing is fetched ahead of the reader but the next
 * answer. Throws `no_data` when a part of the range has been deleted meanwhile, `kafka` when the broker stays away.
 */
export async function* readRange(connection: KafkaConnection, range: OffsetRange): AsyncGenerator<Records> {
  const { topic, partition, begin, end } = range;
  const fetch = (offset: number) => {
    const where = { topic, partition, offset, maxBytes: FETCH_BYTES, maxWaitMs: FETCH_WAIT_MS };
    const answer = connection.askLeader(range, OUTAGE_MS, (leader) =>
      fetchRecords(leader, where).catch(inWords(range, offset)),
    );
    // Whoever awaits it hears of a failure; a reader that has left does not.
    answer.catch(() => undefined);
    return answer;
  };
  let emptyAnswers = 0;
  let offset = begin;
  let underWay: Promise<FetchedRecords> | undefined;
  while (offset < end) {
    const { records, aborted } = await (underWay ?? fetch(offset));
    const next = offsetAfter(records) ?? offset;
    underWay = next < end ? fetch(next) : undefined;
    if (next > offset) emptyAnswers = 0;
    else if (++emptyAnswers > MAX_EMPTY_ANSWERS) throw stalled(range, offset);
    yield* readable(committedRecords(records, aborted, { begin: offset, end }), range, offset);
    offset = next;
  }
}

const inWords = (range: OffsetRange, offset: number) => (error: unknown) => {
  if (!(error instanceof OffsetOutOfRange)) throw error;
  const { topic, partition } = range;
  const message = `${topic} partition ${partition} has no offset ${offset} any more: its retention deleted it while it was read`;
  throw new HeliographError('no_data', message, { cause: error });
};

/** A batch that cannot be unpacked holds messages that nobody can count: that ends the reading. */
function* readable(batches: Generator<Records>, { topic, partition }: OffsetRange, offset: number) {
  try {
    yield* batches;
  } catch (error) {
    const message = `a batch of ${topic} partition ${partition} from offset ${offset} on cannot be read: ${messageOf(error)}`;
    throw new HeliographError('kafka', message, { cause: error });
  }
}

function stalled({ topic, partition, end }: OffsetRange, offset: number): HeliographError {
  const message = `Kafka gives nothing at offset ${offset} of ${topic} partition ${partition}, which goes on to ${end}`;
  return new HeliographError('kafka', `${message}: check the broker's log for that partition`);
}
