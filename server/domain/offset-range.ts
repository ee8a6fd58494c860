/** A piece of a Kafka partition: offsets from `begin` up to, not including, `end`. */
export interface OffsetRange {
  topic: string;
  partition: number;
  begin: number;
  end: number;
}
