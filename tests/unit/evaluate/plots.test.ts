import { expect, it } from 'vitest';
import { reliabilityPlot } from '#jobs/lab/evaluate/plots.ts';
import { reliabilityOf } from '#jobs/lab/evaluate/reliability.ts';
import { svg, text } from '#jobs/lab/evaluate/svg.ts';

it('a drawing escapes its words and reads on a light and on a dark ground', () => {
  const drawing = svg(100, 50, 'a < b & c', [text(1, 2, 'x > y')]);
  expect(drawing).toContain('<title>a &lt; b &amp; c</title>');
  expect(drawing).toContain('x &gt; y');
  expect(drawing).toContain('prefers-color-scheme: dark');
});

it('a reliability diagram has one dot for each bin with answers', () => {
  const reliability = reliabilityOf([
    { confidence: 0.5, right: true },
    { confidence: 0.51, right: false },
    { confidence: 1, right: true },
  ]);
  const drawing = reliabilityPlot({ reliability });
  expect(drawing.match(/<circle/g)).toHaveLength(2);
  // The mean of 0.50 and 0.51 was right once in two.
  expect(drawing).toContain('cx="241.7" cy="234"');
});
