import type { Scope } from '../domain.ts';
import type { UpdateOutcome } from '../search/library.ts';
import type { IndexReport } from '../search/update-index.ts';

/** Tells of notes that change while Seogi runs. */
export interface NoteNews {
  /** How an update ended. */
  report(scope: Scope, outcome: Exclude<UpdateOutcome, { readonly kind: 'busy' }>): void;
  /** Each note that is broken, once until it is mended. */
  broken(scope: Scope, broken: IndexReport['broken']): void;
}

const of = (scope: Scope) => (scope === 'shared' ? '' : ` (서버 ${scope})`);

/** Opens the news: what became of notes in sentences, by way of `info`, what is wrong with them by way of `warn`. */
export function openNoteNews(info: (sentence: string) => void, warn: (sentence: string) => void): NoteNews {
  const told = new Map<Scope, ReadonlySet<string>>();

  const broken = (scope: Scope, notes: IndexReport['broken']) => {
    const now = new Set(notes.map(({ file, reason }) => `읽지 못한 노트${of(scope)}: ${file} (${reason})`));
    const before = told.get(scope);
    for (const sentence of now) if (!before?.has(sentence)) warn(sentence);
    told.set(scope, now);
  };

  return {
    broken,
    report(scope, { kind, report }) {
      broken(scope, report.broken);
      if (kind === 'unchanged') return;
      info(`바뀐 노트를 읽었어요${of(scope)}. (노트 ${report.files}개, 새 구절 ${report.embedded}개)`);
    },
  };
}
