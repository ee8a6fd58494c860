import type { Browser, CDPSession, Page } from '@playwright/test';
import { median } from '#jobs/lab/bench/clock.ts';
import { installProbe } from './page-probe.ts';
import { headersOf, type Visitor } from './session.ts';

const CPU_SLOWDOWN = 4;
const MOVES = 90;
const DAY_SWITCHES = 5;

/** Figures of the plant page; milliseconds, bytes, counts. */
export interface PageFigures {
  largestPaintMs: number;
  gridFirstPaintMs: number;
  hoverFrameMs: number;
  hoverPaints: number;
  panFrameMs: number;
  panFrameP95Ms: number;
  interactionMs: number;
  interactionsBy: Record<string, number>;
  daySwitchMs: number;
  daySwitchWorstMs: number;
  tableRows: number;
  overviewGzipBytes: number;
  routeJsGzipBytes: number;
  lazyJsGzipBytes: number;
}

/** Opens the plant page as a first-time visitor on a slow machine and works with it. */
export async function measurePage(browser: Browser, visitor: Visitor, rounds: number): Promise<PageFigures> {
  const loads: { largestPaintMs: number; gridFirstPaintMs: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { page, close } = await openPlant(browser, visitor);
    loads.push(await loadFigures(page));
    await close();
  }
  const { page, transferred, close } = await openPlant(browser, visitor);
  await page.waitForTimeout(1500);
  const overviewGzipBytes = transferred(/\/(grid|plant-layout)(\?|$)/);
  const routeJsGzipBytes = transferred(await scriptsOf(visitor));
  const hover = await hovering(page);
  const pan = await panning(page);
  const interactionsBy = await interactions(page);
  const switches = await daySwitches(page);
  await page.getByText('Table', { exact: true }).first().click();
  await page.getByRole('table').first().waitFor();
  const tableRows = await page.getByRole('table').first().locator('tr').count();
  await page.getByText(/days$/).last().scrollIntoViewIfNeeded();
  await page.waitForTimeout(2500);
  const lazyJsGzipBytes = transferred(/\.js(\?|$)/) - routeJsGzipBytes;
  await close();
  return {
    largestPaintMs: median(loads.map((load) => load.largestPaintMs)),
    gridFirstPaintMs: median(loads.map((load) => load.gridFirstPaintMs)),
    ...hover,
    ...pan,
    interactionMs: Math.max(...Object.values(interactionsBy)),
    interactionsBy,
    daySwitchMs: median(switches),
    daySwitchWorstMs: Math.max(...switches),
    tableRows,
    overviewGzipBytes,
    routeJsGzipBytes,
    lazyJsGzipBytes,
  };
}

/** A fresh visitor, signed in: nothing cached, CPU slowed, every transfer counted as it came over the wire. */
async function openPlant(browser: Browser, { origin, cookie }: Visitor) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addCookies([{ ...cookie, url: origin, httpOnly: true, sameSite: 'Lax' }]);
  await context.addInitScript(installProbe);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  const transfers = await countTransfers(session);
  await page.goto(origin);
  await page.waitForFunction(() => performance.getEntriesByName('plant-map-painted').length > 0);
  const transferred = (pattern: RegExp) =>
    [...transfers.values()].reduce((sum, { url, bytes }) => sum + (pattern.test(url) ? bytes : 0), 0);
  return { page, transferred, close: () => context.close() };
}

/** The scripts that the document names for a browser of today. What Next fetches ahead for the links is not the route's. */
async function scriptsOf(visitor: Visitor): Promise<RegExp> {
  const html = await (await fetch(visitor.origin, { headers: headersOf(visitor) })).text();
  const named = [...html.matchAll(/<script(?![^>]*noModule)[^>]*src="[^"]*\/([^"/]+\.js)"/g)].map(([, file]) => file);
  return new RegExp(named.map((file) => file?.replaceAll('.', '\\.')).join('|'));
}

async function countTransfers(session: CDPSession): Promise<Map<string, { url: string; bytes: number }>> {
  const transfers = new Map<string, { url: string; bytes: number }>();
  await session.send('Network.enable');
  session.on('Network.responseReceived', ({ requestId, response }) => {
    transfers.set(requestId, { url: response.url, bytes: 0 });
  });
  // Bodies as they come over the wire, without their headers.
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    const transfer = transfers.get(requestId);
    if (transfer) transfer.bytes += encodedDataLength;
  });
  return transfers;
}

async function loadFigures(page: Page) {
  await page.waitForTimeout(1500);
  return page.evaluate(() => {
    const at = (name: string) => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN;
    return {
      largestPaintMs: globalThis.heliographProbe.largestPaintMs,
      gridFirstPaintMs: at('plant-map-painted') - at('plant-day-arrived'),
    };
  });
}

const map = (page: Page) => page.getByRole('application', { name: /^Map of/ });
const paints = (page: Page) =>
  page.evaluate(() => Number(document.querySelector<HTMLCanvasElement>('canvas[data-paints]')?.dataset.paints));

async function framesWhile(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => globalThis.heliographProbe.frames.splice(0));
  await work();
  const frames = await page.evaluate(() => globalThis.heliographProbe.frames);
  return frames.sort((a, b) => a - b);
}

async function hovering(page: Page) {
  await map(page).scrollIntoViewIfNeeded();
  const box = await boxOf(page);
  const before = await paints(page);
  const frames = await framesWhile(page, async () => {
    for (let move = 0; move < MOVES; move += 1) {
      await page.mouse.move(box.x + 60 + move * 7, box.y + 60 + move * 4);
    }
  });
  return { hoverFrameMs: median(frames), hoverPaints: (await paints(page)) - before };
}

async function panning(page: Page) {
  for (let press = 0; press < 3; press += 1) await page.getByRole('button', { name: 'Zoom in' }).click();
  const box = await boxOf(page);
  await page.mouse.move(box.x + 500, box.y + 250);
  await page.mouse.down();
  const frames = await framesWhile(page, async () => {
    for (let move = 0; move < MOVES; move += 1) {
      await page.mouse.move(box.x + 500 - move * 4, box.y + 250 - Math.sin(move / 10) * 80);
    }
  });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Show whole plant' }).click();
  return { panFrameMs: median(frames), panFrameP95Ms: frames[Math.floor(frames.length * 0.95)] ?? Number.NaN };
}

async function boxOf(page: Page) {
  const box = await map(page).boundingBox();
  if (!box) throw new Error('the map has no place on the page');
  return box;
}

/** The slowest event of each kind of work, from the press to the next frame (Event Timing). */
async function interactions(page: Page): Promise<Record<string, number>> {
  const works: Record<string, () => Promise<void>> = {
    'filter by the legend': () => page.getByRole('button', { name: /Open circuit/ }).click(),
    'filter off': () => page.getByRole('button', { name: 'Show all' }).click(),
    'colour by confidence': () => page.getByText('Confidence', { exact: true }).first().click(),
    'colour by condition': () => page.getByText('Condition', { exact: true }).first().click(),
    'zoom in': () => page.getByRole('button', { name: 'Zoom in' }).click(),
    'whole plant': () => page.getByRole('button', { name: 'Show whole plant' }).click(),
    'cursor key on the map': async () => {
      await map(page).focus();
      await page.keyboard.press('ArrowRight');
    },
    'open the calendar': () =>
      page.keyboard.press('Escape').then(() => page.locator('[aria-haspopup="dialog"]').click()),
    'close the calendar': () => page.keyboard.press('Escape'),
  };
  const slowest: Record<string, number> = {};
  for (const [name, work] of Object.entries(works)) {
    await page.evaluate(() => globalThis.heliographProbe.interactions.splice(0));
    await work();
    await page.waitForTimeout(400);
    const taken = await page.evaluate(() => globalThis.heliographProbe.interactions.map(({ ms }) => ms));
    slowest[name] = Math.max(0, ...taken);
  }
  return slowest;
}

/** From the key to the other day's cells on the screen. */
async function daySwitches(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < DAY_SWITCHES; round += 1) {
    await page.locator('body').click({ position: { x: 3, y: 3 } });
    await page.evaluate(() => {
      performance.clearMarks('plant-map-painted');
      globalThis.heliographProbe.keyAt = 0;
    });
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction(() => performance.getEntriesByName('plant-map-painted').length > 0);
    times.push(
      await page.evaluate(() => {
        const painted = performance.getEntriesByName('plant-map-painted')[0]?.startTime ?? Number.NaN;
        return painted - globalThis.heliographProbe.keyAt;
      }),
    );
    await page.waitForTimeout(400);
  }
  return times;
}
