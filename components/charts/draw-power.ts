import type { PowerPlot } from '#components/charts/prepare-power.ts';

interface PowerColors {
  expected: string;
  measured: string;
  loss: string;
  band: string;
}

type Point = readonly [x: number, y: number];

/** Draws the neighbours' band, the loss between expected and measured power, and both as lines; decides nothing. */
export function drawPower(context: CanvasRenderingContext2D, { runs, bandRuns }: PowerPlot, colors: PowerColors): void {
  const area = (upper: Point[], lower: Point[], color: string, alpha: number) => {
    trace(context, [...upper, ...lower.reverse()]);
    context.globalAlpha = alpha;
    context.fillStyle = color;
    context.fill();
    context.globalAlpha = 1;
  };
  const line = (points: Point[], color: string, dash: number[]) => {
    trace(context, points);
    context.setLineDash(dash);
    context.strokeStyle = color;
    context.lineWidth = 1.4;
    context.stroke();
    context.setLineDash([]);
  };
  for (const run of bandRuns) {
    area(
      run.map(({ x, upper }) => [x, upper]),
      run.map(({ x, lower }) => [x, lower]),
      colors.band,
      0.28,
    );
    line(
      run.map(({ x, median }) => [x, median]),
      colors.band,
      [2, 3],
    );
  }
  for (const run of runs) {
    const expected = run.map(({ x, expected: y }): Point => [x, y]);
    // Where it gave more than expected there is no loss to fill.
    area(
      [...expected],
      run.map(({ x, expected: top, measured }) => [x, Math.max(top, measured)]),
      colors.loss,
      0.38,
    );
    line(expected, colors.expected, [5, 3]);
    line(
      run.map(({ x, measured }) => [x, measured]),
      colors.measured,
      [],
    );
  }
}

function trace(context: CanvasRenderingContext2D, points: readonly Point[]): void {
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
}
