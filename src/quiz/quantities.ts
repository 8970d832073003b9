/** A number with its unit as it stands in a text. */
export interface Quantity {
  /** As written: `10,240 MB`. */
  readonly text: string;
  /** The number as written: `10,240`. */
  readonly number: string;
  readonly value: number;
  readonly unit: string;
  /** Where in the text it begins. */
  readonly at: number;
}

/** Units and what they are worth in the first of their kind: 900초 is 15분. */
// biome-ignore format: one table
const UNITS: Readonly<Record<string, readonly [kind: string, worth: number]>> = {
  밀리초: ['time', 0.001], 마이크로초: ['time', 0.000001], ms: ['time', 0.001], 초: ['time', 1], 분: ['time', 60], 시간: ['time', 3600],
  일: ['time', 86_400], 주: ['time', 604_800], 개월: ['time', 2_592_000], 년: ['time', 31_536_000],
  KB: ['bytes', 1e3], MB: ['bytes', 1e6], GB: ['bytes', 1e9], TB: ['bytes', 1e12], PB: ['bytes', 1e15], KiB: ['bytes', 1024],
  MiB: ['bytes', 1024 ** 2], GiB: ['bytes', 1024 ** 3], TiB: ['bytes', 1024 ** 4],
  Mbps: ['rate', 1e6], Gbps: ['rate', 1e9], Tbps: ['rate', 1e12], 'MB/s': ['flow', 1e6], 'GB/s': ['flow', 1e9],
  '%': ['%', 1], 배: ['배', 1], 개: ['개', 1], 건: ['건', 1], 회: ['회', 1], 번: ['번', 1], 명: ['명', 1], 자: ['자', 1], 비트: ['비트', 1],
  바이트: ['bytes', 1], IOPS: ['IOPS', 1], km: ['km', 1], vCPU: ['vCPU', 1], 번대: ['번대', 1], 단계: ['단계', 1], 장: ['장', 1], 원: ['원', 1], 달러: ['달러', 1],
};

const names = Object.keys(UNITS)
  .sort((a, b) => b.length - a.length)
  .join('|');
const SCALE: Readonly<Record<string, number>> = {
  천: 1e3,
  만: 1e4,
  십만: 1e5,
  백만: 1e6,
  천만: 1e7,
  억: 1e8,
  조: 1e12,
};
const PATTERN = new RegExp(
  `(?<![\\p{L}\\p{N}.,~∼\\-–/:+#])(\\d[\\d,]*(?:\\.\\d+)?(?:천만|십만|백만|천|만|억|조)?)(\\s?)(${names})(?![A-Za-z\\d])(?!-)`,
  'giu',
);

const unitOf = (written: string): string | undefined =>
  Object.keys(UNITS).find((unit) => unit === written) ??
  Object.keys(UNITS).find((unit) => unit.toLowerCase() === written.toLowerCase());

/** The quantities in a text, in order. */
export function quantitiesIn(text: string): Quantity[] {
  return [...text.matchAll(PATTERN)].flatMap((match): Quantity[] => {
    const [whole, number = '', , written = ''] = match;
    const unit = unitOf(written);
    if (unit === undefined) return [];
    const scale = /[천만억조백십]+$/.exec(number)?.[0] ?? '';
    const value =
      Number(number.replaceAll(',', '').slice(0, number.replaceAll(',', '').length - scale.length)) *
      (SCALE[scale] ?? 1);
    return [{ text: whole, number, value, unit, at: match.index }];
  });
}

/** What a quantity is worth in its kind's first unit, to tell that 900초 is 15분. */
export function worth(quantity: Quantity): string {
  const [kind, factor] = UNITS[quantity.unit] ?? [quantity.unit, 1];
  return `${kind}:${quantity.value * factor}`;
}

/** Whether two quantities could be told in one another's unit. */
export function isSameKind(a: Quantity, b: Quantity): boolean {
  return (UNITS[a.unit] ?? [a.unit])[0] === (UNITS[b.unit] ?? [b.unit])[0];
}

/** Amounts that people set: an odd one would be seen to be made up. */
const USUAL: Readonly<Record<string, readonly number[]>> = {
  초: [1, 3, 5, 10, 15, 30, 60, 90, 120, 300, 600, 900, 3600],
  분: [1, 3, 5, 10, 15, 20, 30, 45, 60, 90],
  시간: [1, 2, 3, 6, 12, 24, 48, 72],
  일: [1, 3, 7, 14, 15, 30, 35, 60, 90, 180, 365],
  개월: [1, 3, 6, 12, 15, 24, 36],
  년: [1, 2, 3, 5, 7, 10],
};
const FACTORS = [2, 0.5, 3, 5, 10, 0.1];

/** Made-up amounts near a quantity that look like real ones, nearest first; none where any would look made up. */
export function roundNear({ value, unit, number }: Quantity): number[] {
  if (unit === '%' || /[가-힣]/.test(number)) return [];
  const apart = (amount: number): number => Math.abs(Math.log(amount / value));
  return (USUAL[unit] ?? FACTORS.map((factor) => value * factor))
    .filter((amount) => Number.isInteger(amount) && amount >= 1 && amount !== value)
    .sort((a, b) => apart(a) - apart(b))
    .slice(0, 4);
}
