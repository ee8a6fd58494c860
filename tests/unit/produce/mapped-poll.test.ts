import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { readColumnMap } from '#jobs/commands/columns/options.ts';
import { openPollSource } from '#jobs/commands/produce/poll-source.ts';
import { readingOf } from '#server/gateways/readings/rows/reading-rows.ts';

it('an endpoint of other names is polled by the map: each input of an inverter once, until it has a newer reading', async () => {
  let polls = 0;
  const server = createServer((_, response) => {
    polls++;
    const timestamp = Date.parse('2026-06-01T12:00:00Z') / 1000 + (polls > 2 ? 20 : 0);
    const item = { wr: 'WR7', ts: timestamp, G: 0.7, U1: 150, I1: 8, U2: 160, I2: polls };
    response.setHeader('content-type', 'application/json').end(JSON.stringify([item]));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = new AbortController();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const map = readColumnMap({
    map: 'deviceId=wr,timestamp=ts:s,irradiance=G:kW/m2,temperature=none,voltage=U{device},current=I{device}',
  });
  const source = openPollSource({ url, everyMs: 1, utcOffsetMinutes: 0, map, signal: stop.signal });
  const readings = [];
  for await (const row of source.rows) {
    readings.push(readingOf(row, source.utcOffsetMinutes));
    if (readings.length === 4) break;
  }
  stop.abort();
  server.close();
  expect(readings).toMatchObject([
    { deviceId: 'WR7-1', voltage: 150, current: 8, irradiance: 700 },
    { deviceId: 'WR7-2', voltage: 160, current: 1 },
    { deviceId: 'WR7-1', current: 8 },
    { deviceId: 'WR7-2', current: 3 },
  ]);
});
