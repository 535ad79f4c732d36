/** A program and the parts of its time, in order: what happens, and how many milliseconds it takes. */
export interface Bar {
  readonly name: string;
  readonly parts: readonly (readonly [what: string, milliseconds: number])[];
}

const COLORS = ['#8b949e', '#1f6feb', '#8957e5', '#2da44e'];
const LEFT = 220;
const WIDTH = 560;
const ROW = 34;

/** Bars below each other on one scale, with a legend, as SVG. Readable on light and on dark pages. */
export function picture(bars: readonly Bar[]): string {
  const total = ({ parts }: Bar): number => parts.reduce((sum, [, milliseconds]) => sum + milliseconds, 0);
  const scale = WIDTH / Math.max(1, ...bars.map(total));
  const rows = bars.flatMap((bar, index) => {
    const y = 44 + index * ROW;
    let x = LEFT;
    const parts = bar.parts.map(([what, milliseconds], part) => {
      const width = Math.max(0, milliseconds * scale);
      const label = `${bar.name}: ${what}, ${milliseconds.toFixed(0)} ms`;
      const drawn = `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="20" fill="${COLORS[part]}"><title>${escaped(label)}</title></rect>`;
      x += width;
      return drawn;
    });
    return [
      text(LEFT - 10, y + 15, bar.name, 'end'),
      ...parts,
      text(x + 8, y + 15, `${total(bar).toFixed(0)} ms`),
    ];
  });
  const legend = (bars[0]?.parts ?? []).flatMap(([what], part) => [
    `<rect x="${20 + part * 215}" y="12" width="12" height="12" fill="${COLORS[part]}"/>`,
    text(38 + part * 215, 23, what),
  ]);
  const [width, height] = [LEFT + WIDTH + 100, 54 + bars.length * ROW];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="14">`,
    '<title>Where the time of a login goes</title>',
    '<style>text { fill: #1f2328 } @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } }</style>',
    ...legend,
    ...rows,
    '</svg>\n',
  ].join('\n');
}

function text(x: number, y: number, content: string, anchor = 'start'): string {
  return `<text x="${x.toFixed(1)}" y="${y}" text-anchor="${anchor}">${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
