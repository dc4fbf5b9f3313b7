/** Steps of the axis: whole numbers that one reads at a glance, four or so of them up to the greatest value. */
export function ticksUpTo(most: number): readonly number[] {
  const rough = Math.max(most, 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((times) => times * power).find((each) => each >= rough)!);
  const ticks: number[] = [];
  for (let at = 0; at < most + step; at += step) ticks.push(at);
  return ticks;
}
