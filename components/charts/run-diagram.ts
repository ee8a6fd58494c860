import type { StageFigures } from '#components/charts/prepare-stages.ts';
import type { StageName } from '#domain/run.ts';
import type { RunView } from '#domain/views.ts';

export type DiagramNodeId = 'queued' | StageName | 'succeeded' | 'failed' | 'cancelled';

/** `idle` can still come, `skipped` will not. */
export type DiagramTone = 'done' | 'live' | 'bad' | 'stopped' | 'idle' | 'skipped';

export interface DiagramNode {
  id: DiagramNodeId;
  tone: DiagramTone;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface DiagramEdge {
  /** An SVG path; the arrow is at its end. */
  path: string;
  /** The run went this way. */
  taken: boolean;
  tone: 'forward' | 'failure' | 'cancel';
}

export interface RunDiagram {
  nodes: DiagramNode[];
  edges: DiagramEdge[];
  width: number;
  height: number;
  /** Nodes are below each other. */
  upright: boolean;
}

const CHAIN = ['queued', 'ingest', 'predict', 'publish', 'notify', 'succeeded'] as const;
const CAN_FAIL = ['ingest', 'predict', 'publish'] as const;
const CAN_BE_CANCELLED = ['queued', 'ingest', 'predict', 'publish'] as const;
const BEGUN: ReadonlySet<DiagramTone> = new Set(['done', 'live', 'bad', 'stopped']);
const UPRIGHT_BELOW = 760;
/** Room for the outline of a box at the edge. */
const MARGIN = 2;
/** Where the ways of failure and of cancelling run, from the boxes of the stages. */
const LEVEL = { gap: 30, height: 64, end: 34, top: 24, bus: 18, below: 40 } as const;
const UPRIGHT = { side: 22, gap: 18, height: 42, bus: 11 } as const;

/**
 * The state machine of a run with the state it is in: queued, the four stages, and the three ways it may end. A failure
 * leads through notify, which tells the cause; a cancelled run ends where it is.
 * @param width CSS pixels: with little room the states are below each other
 */
export function prepareDiagram(run: RunView, stages: readonly StageFigures[], width: number): RunDiagram {
  const upright = width < UPRIGHT_BELOW;
  const places = upright ? uprightPlaces(width) : levelPlaces(width);
  const nodes = places.map((place) => ({ ...place, tone: toneOf(place.id, run, stages) }));
  const at = new Map(nodes.map((node) => [node.id, node]));
  const edges: DiagramEdge[] = [];
  const connect = (from: DiagramNodeId, to: DiagramNodeId, tone: DiagramEdge['tone'], taken: boolean) => {
    const [a, b] = [at.get(from), at.get(to)];
    if (a && b) edges.push({ path: (upright ? uprightPath : levelPath)(a, b, tone, width), taken, tone });
  };
  const failedIn = run.error === null ? undefined : stages.find(({ state }) => state === 'failed')?.stage;
  const cancelledIn = stages.find(({ state }) => state === 'cancelled')?.stage ?? 'queued';
  for (const id of CAN_FAIL) connect(id, 'notify', 'failure', failedIn === id);
  for (const id of CAN_BE_CANCELLED)
    connect(id, 'cancelled', 'cancel', run.state === 'cancelled' && cancelledIn === id);
  connect('notify', 'failed', 'failure', run.state === 'failed');
  // Stages before the first one were gone through by the run whose silver this one takes.
  const before = new Set<DiagramNodeId>(run.fromStage === 'predict' ? ['ingest'] : []);
  const begun = (id: DiagramNodeId) =>
    BEGUN.has(at.get(id)?.tone ?? 'idle') || (before.has(id) && run.startedAt !== null);
  const passed = (id: DiagramNodeId) => at.get(id)?.tone === 'done' || before.has(id);
  for (const [index, to] of CHAIN.slice(1).entries()) {
    const from = CHAIN[index];
    if (from) connect(from, to, 'forward', to === 'succeeded' ? run.state === 'succeeded' : begun(to) && passed(from));
  }
  // What was gone is drawn over what was not.
  edges.sort((a, b) => Number(a.taken) - Number(b.taken));
  const height = Math.max(...nodes.map((node) => node.y + node.height)) + MARGIN;
  return { nodes, edges, width, height, upright };
}

function toneOf(id: DiagramNodeId, run: RunView, stages: readonly StageFigures[]): DiagramTone {
  const live = run.state === 'queued' || run.state === 'running';
  if (id === 'queued') return run.state === 'queued' ? 'live' : 'done';
  if (id === 'succeeded' || id === 'failed' || id === 'cancelled') {
    if (run.state === id) return id === 'succeeded' ? 'done' : id === 'failed' ? 'bad' : 'stopped';
    return live && (run.error === null || id === 'failed') ? 'idle' : 'skipped';
  }
  const state = stages.find(({ stage }) => stage === id)?.state ?? 'pending';
  if (state === 'pending') return live ? 'idle' : 'skipped';
  return ({ running: 'live', succeeded: 'done', failed: 'bad', cancelled: 'stopped', skipped: 'skipped' } as const)[
    state
  ];
}

type Place = Omit<DiagramNode, 'tone'>;

function levelPlaces(width: number): Place[] {
  const { gap, height, end, top, below } = LEVEL;
  const box = (width - 2 * MARGIN - gap * (CHAIN.length - 1)) / CHAIN.length;
  const x = (column: number) => MARGIN + column * (box + gap);
  const row = CHAIN.map((id, column) => ({ id, x: x(column), y: top, width: box, height }));
  const y = top + height + below;
  return [
    ...row,
    { id: 'cancelled', x: x(3) + (box + gap) / 2, y, width: box, height: end },
    { id: 'failed', x: x(5), y, width: box, height: end },
  ];
}

function levelPath(a: Place, b: Place, tone: DiagramEdge['tone']): string {
  const middle = (place: Place) => place.x + place.width / 2;
  if (tone === 'forward') return `M${a.x + a.width} ${a.y + a.height / 2}H${b.x}`;
  if (tone === 'cancel') {
    const bus = a.y + a.height + LEVEL.bus;
    return `M${middle(a)} ${a.y + a.height}V${bus}H${middle(b)}V${b.y}`;
  }
  if (b.id === 'failed') return `M${middle(a)} ${a.y + a.height}V${b.y + b.height / 2}H${b.x}`;
  const bus = LEVEL.top - LEVEL.bus;
  return `M${middle(a)} ${a.y}V${bus}H${middle(b)}V${b.y}`;
}

function uprightPlaces(width: number): Place[] {
  const { side, gap, height } = UPRIGHT;
  const chain = CHAIN.slice(0, -1).map((id, index) => ({
    id,
    x: side,
    y: MARGIN + index * (height + gap),
    width: width - 2 * side,
    height,
  }));
  const y = MARGIN + chain.length * (height + gap) + gap / 2;
  const third = (width - 2 * MARGIN - 2 * 8) / 3;
  const ends = (['failed', 'succeeded', 'cancelled'] as const).map((id, index) => ({
    id,
    x: MARGIN + index * (third + 8),
    y,
    width: third,
    height,
  }));
  return [...chain, ...ends];
}

function uprightPath(a: Place, b: Place, tone: DiagramEdge['tone'], width: number): string {
  const bottom = a.y + a.height;
  if (tone === 'forward') return `M${a.x + a.width / 2} ${bottom}V${b.y}`;
  if (tone === 'cancel') {
    return `M${a.x + a.width} ${a.y + a.height / 2}H${width - UPRIGHT.bus}V${b.y}`;
  }
  if (b.id === 'failed') return `M${b.x + b.width / 2} ${bottom}V${b.y}`;
  // The ways of failure come together on the left and lead into notify from the side.
  return `M${a.x} ${a.y + a.height / 2}H${UPRIGHT.bus}V${b.y + b.height / 2}H${b.x}`;
}
