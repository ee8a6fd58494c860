/** What the page records about itself; runs in the browser, before anything else does. */
export function installProbe(): void {
  const probe: Probe = { largestPaintMs: 0, interactions: [], frames: [], keyAt: 0 };
  Object.assign(globalThis, { heliographProbe: probe });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) probe.largestPaintMs = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  const events: PerformanceObserverInit & { durationThreshold: number } = {
    type: 'event',
    buffered: true,
    durationThreshold: 16,
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if ('interactionId' in entry && Number(entry.interactionId) > 0) {
        probe.interactions.push({ name: entry.name, ms: entry.duration });
      }
    }
  }).observe(events);
  document.addEventListener(
    'keydown',
    ({ timeStamp }) => {
      probe.keyAt = timeStamp;
    },
    true,
  );
  let last = 0;
  const frame = (now: number) => {
    if (last > 0) probe.frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

export interface Probe {
  largestPaintMs: number;
  interactions: { name: string; ms: number }[];
  frames: number[];
  /** When the last key was pressed, in the page's time. */
  keyAt: number;
}

declare global {
  var heliographProbe: Probe;
}
