/** The `d` of an SVG path through the corners of a line, with rounded ones. */
const RADIUS = 10;

type Point = readonly [number, number];

export function pathThrough(corners: readonly Point[]): string {
  const points = corners.filter((point, index) => index === 0 || !same(point, corners[index - 1]!));
  const [first, ...rest] = points;
  if (!first) return '';
  const parts = [`M${first[0]},${first[1]}`];
  for (const [index, point] of rest.entries()) {
    const before = points[index]!;
    const after = rest[index + 1];
    if (!after) parts.push(`L${point[0]},${point[1]}`);
    else {
      const [into, out] = [towards(point, before), towards(point, after)];
      parts.push(`L${into[0]},${into[1]}Q${point[0]},${point[1]} ${out[0]},${out[1]}`);
    }
  }
  return parts.join('');
}

function towards([x, y]: Point, to: Point): Point {
  const [dx, dy] = [to[0] - x, to[1] - y];
  const length = Math.hypot(dx, dy);
  const by = Math.min(RADIUS, length / 2) / length;
  return [x + dx * by, y + dy * by];
}

function same(a: Point, b: Point): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
