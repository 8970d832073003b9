import { describe, expect, it } from 'vitest';
import { ENOUGH, evidence, judge } from '../../src/answer/confidence.ts';
import type { Query } from '../../src/search/query.ts';
import type { RankedHit } from '../../src/search/retrieve.ts';
import type { Signals } from '../../src/search/signals.ts';
import { passage, query, rankedHit, signals } from '../support/found.ts';

/** A best hit that answers well; what is given is otherwise. */
interface Case extends Partial<Signals> {
  readonly lead?: number;
  readonly restCoverage?: number;
  readonly nameCoverage?: number;
  readonly usual?: number;
  readonly text?: string;
  readonly asked?: Partial<Query>;
}
function scene({ lead = 0.06, restCoverage = 1, text = '실행 시간 15분', asked = {}, ...rest }: Case = {}) {
  const { nameCoverage = 1, usual = 0.57, ...more } = rest;
  const good = { passage: 0.8, line: 0.85, keywords: 0.8, coverage: 1, lineCoverage: 1, headings: 0.5 };
  const best = rankedHit({
    passage: passage({ text }),
    score: 0.8,
    signals: signals({ ...good, ...more }),
    lineScores: [0.8, 0.6, 0.6],
    coverage: more.coverage ?? 1,
    restCoverage,
    nameCoverage,
    usual,
  });
  const others = [1, 2, 3, 4, 5].map(() => rankedHit({ score: 0.8 - lead }));
  return { queries: [query({ named: ['람다'], ...asked })], hits: [best, ...others] };
}
const judged = (one: Case = {}) => {
  const { queries, hits } = scene(one);
  return judge(queries, hits);
};
const found = (queries: readonly Query[], hits: readonly RankedHit[]) => {
  const all = evidence(queries, hits);
  if (all === undefined) throw new Error('No evidence');
  return all;
};

describe('the judgement of hits', () => {
  it.each<[string, Case, Case]>([
    ['the best hit is farther', { line: 0.6, passage: 0.6 }, {}],
    ['it leads by less', { lead: 0 }, {}],
    ['it lacks what the question names', { nameCoverage: 0 }, {}],
    ['the question names what the notes never do', { asked: { unknown: ['terraform'] } }, {}],
    [
      'a quantity is wanted and none is stated',
      { asked: { quantities: [2] }, text: '실행 시간', quantity: 0 },
      { asked: { quantities: [2] }, quantity: 1 },
    ],
  ])('falls where %s', (_, worse, better) => {
    expect(judged(worse).confidence).toBeLessThan(judged(better).confidence);
    expect(judged(worse).answerable).toBeLessThan(judged(better).answerable);
  });

  it('takes a question that is far from all notes for one of something else', () => {
    expect(judged({ usual: 0.5 }).answerable).toBeLessThan(judged({ usual: 0.57 }).answerable);
  });

  it('draws nothing from how far the notes are by a model that it does not know', () => {
    const { queries, hits } = scene({ usual: 0.1 });
    const others = hits.map((hit) => ({ ...hit, model: 'another@0' }));
    expect(judge(queries, others)).toEqual(judged({ usual: 0.57 }));
    expect(judge(queries, others)).not.toEqual(judged({ usual: 0.1 }));
  });

  it('trusts a quote less that shares no word with the question', () => {
    const wordless = { keywords: 0, coverage: 0, lineCoverage: 0, headings: 0, restCoverage: 0 };
    expect(judged(wordless).confidence).toBeLessThan(judged().confidence);
  });

  it('tells a good answer from small talk, and stays within 0 and 1', () => {
    const nothing = { passage: 0.3, line: 0.3, keywords: 0, coverage: 0, lineCoverage: 0, headings: 0 };
    const low = judged({ ...nothing, lead: 0, restCoverage: 0, usual: 0.5, asked: { named: [] } });
    const high = judged();
    expect(low.answerable).toBeLessThan(ENOUGH);
    expect(high.answerable).toBeGreaterThanOrEqual(ENOUGH);
    expect(low.confidence).toBeLessThan(high.confidence - 0.3);
    for (const one of [...Object.values(low), ...Object.values(high)]) expect(one >= 0 && one <= 1).toBe(true);
  });

  it('goes by shared words while there are no vectors, and is none without a hit', () => {
    const byWords = (coverage: number) => judge([query()], [rankedHit({ signals: undefined, coverage })]);
    expect(byWords(1)).toEqual({ confidence: 1, answerable: 1 });
    expect(byWords(0.2).answerable).toBeLessThan(byWords(0.4).answerable);
    expect(byWords(0)).toEqual({ confidence: 0, answerable: 0 });
    const foreign = judge([query({ known: 0.5 })], [rankedHit({ signals: undefined, coverage: 0.4 })]);
    expect(foreign.answerable).toBeLessThan(ENOUGH);
    expect(judge([query()], [])).toEqual({ confidence: 0, answerable: 0 });
  });
});

describe('evidence', () => {
  it('measures how far the best hit leads and its best line stands out', () => {
    const { queries, hits } = scene({ lead: 0.1 });
    const { lead, leadOverRest, standsOut } = found(queries, [...hits.slice(0, 2), rankedHit({ score: 0.5 })]);
    expect(lead).toBeCloseTo(0.1);
    expect(leadOverRest).toBeCloseTo(0.2);
    expect(standsOut).toBeCloseTo(0.2);
    expect(found(queries, hits.slice(0, 1))).toMatchObject({ lead: 0, leadOverRest: 0 });
  });

  it('calls a name unknown only where no scope knows it', () => {
    const { hits } = scene();
    const lacks = query({ unknown: ['terraform'], strange: ['테라폼'] });
    expect(found([lacks, lacks], hits)).toMatchObject({ unknownName: 1, strangeName: 1 });
    expect(found([lacks, query()], hits)).toMatchObject({ unknownName: 0, strangeName: 0 });
    expect(found([], hits)).toMatchObject({ unknownName: 0, strangeName: 0 });
  });

  it('tells a quantity that another line of the passage states from one that stands nowhere', () => {
    const wanting = { asked: { quantities: [2] }, quantity: 0 };
    const of = (one: Case) => found(scene(one).queries, scene(one).hits);
    expect(of({ ...wanting, text: '한도\n15분' })).toMatchObject({ quantityMissing: 1, quantityNowhere: 0 });
    expect(of({ ...wanting, text: '한도' })).toMatchObject({ quantityMissing: 1, quantityNowhere: 1 });
    expect(of({ quantity: 0, text: '한도' })).toMatchObject({ quantityMissing: 0, quantityNowhere: 0 });
  });

  it('counts names only where there are some', () => {
    const of = (one: Case) => found(scene(one).queries, scene(one).hits).nameCoverage;
    expect(of({ nameCoverage: 0.4 })).toBe(0.4);
    expect(of({ nameCoverage: 0, asked: { named: [] } })).toBe(1);
  });

  it('is none without vectors', () => {
    expect(evidence([query()], [rankedHit({ signals: undefined })])).toBeUndefined();
    expect(evidence([query()], [])).toBeUndefined();
  });
});
