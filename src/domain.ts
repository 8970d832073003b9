// The nouns of Seogi: readonly data without behaviour. Every layer speaks in these.

/** Whose notes: everybody's (`shared`) or one Discord server's (its snowflake). */
export type Scope = 'shared' | (string & {});

/** One line of a note as retrieval sees it: what it says and the bullet it hangs under. */
export interface Line {
  /** 1-based number of its first line in the file. */
  readonly startLine: number;
  /** 1-based, inclusive; more than `startLine` when one sentence is wrapped over several lines. */
  readonly endLine: number;
  /** Plain text without list markers and emphasis; what is embedded and matched. */
  readonly text: string;
  /** Plain texts of the list items or the table header above it, outermost first. */
  readonly parents: readonly string[];
}

/** A stretch of one section, small enough to quote: verbatim, contiguous lines. */
export interface Passage {
  /** Stable: derived from file, headings and text, so that editing one section leaves others' ids alone. */
  readonly id: string;
  /** Path relative to the notes folder, `/`-separated, NFC. */
  readonly file: string;
  /** Heading path, outermost first, plain text. */
  readonly headings: readonly string[];
  /** What the text needs to be understood: list parents or the table's header row above it, outermost first. */
  readonly context: readonly string[];
  /** 1-based. */
  readonly startLine: number;
  /** 1-based, inclusive. */
  readonly endLine: number;
  /** Verbatim; at most 800 characters; a part of one line where that line alone is longer. */
  readonly text: string;
  /** The lines within it that say something, in order; empty for e.g. a lone image. */
  readonly lines: readonly Line[];
}

/** A heading's reach in a note, down to the next heading of any level. */
export interface Section {
  readonly file: string;
  readonly headings: readonly string[];
  /** 1-based, the heading's own line. */
  readonly startLine: number;
  /** 1-based, inclusive. */
  readonly endLine: number;
}

/** A note cut up: what the parser makes of one file. */
export interface ParsedNote {
  readonly file: string;
  readonly sections: readonly Section[];
  readonly passages: readonly Passage[];
}

/** A passage found for a question. */
export interface Hit {
  readonly scope: Scope;
  readonly passage: Passage;
  /** The line of the passage that fits best; undefined when it has none. */
  readonly bestLine: Line | undefined;
  /** Ranking score: higher is better, comparable within one question only. */
  readonly score: number;
  /** Passages of other notes that say the same. */
  readonly also?: readonly Passage[];
}

/** What one question is answered with. */
export interface Answer {
  readonly question: string;
  /** What was searched for: the question, with what a follow-up left out. The `previous` of the next follow-up. */
  readonly query: string;
  /** False when the notes do not hold an answer; then `quote` is empty and `hits` are the nearest. */
  readonly answered: boolean;
  /** 0–1: how sure Seogi is that the notes answer the question. */
  readonly confidence: number;
  /** The quoted lines, verbatim, at most 400 characters. */
  readonly quote: string;
  /** Best first, at most five. */
  readonly hits: readonly Hit[];
  /** Names of the notes that may have been meant where the question names something they lack; empty when answered. */
  readonly suggestions: readonly string[];
  /** `keywords` while the vectors are not ready. */
  readonly by: 'vectors' | 'keywords';
  /** The index generation the answer came from, per scope. */
  readonly generation: string;
}

/** What a quiz item asks for. */
export type QuizType = 'term' | 'definition' | 'cloze' | 'number' | 'ox' | 'belongs' | 'order' | 'typed';

/** Where in the notes a quiz item's answer stands. */
export interface QuizSource {
  /** Whose note it is; left out where it is everybody's. */
  readonly scope?: Scope | undefined;
  /** Path relative to the notes folder. */
  readonly file: string;
  readonly headings: readonly string[];
  /** 1-based. */
  readonly startLine: number;
  /** 1-based, inclusive. */
  readonly endLine: number;
}

/** A question made from the notes, with everything needed to ask and to grade it. */
export interface QuizItem {
  /** Stable: survives edits elsewhere and re-indexing, and an edit of the source line itself keeps it where it can. */
  readonly id: string;
  /** Changes when the source line says something else: the review history stays, the fact is marked as changed. */
  readonly revision: string;
  readonly type: QuizType;
  /** The question, in Korean. The answer never stands in it. */
  readonly stem: string;
  /** In the order to show; empty for `typed`. `O` and `X` for `ox`. */
  readonly options: readonly string[];
  /** One of the options, the typed answer, or for `order` all options in the right order. */
  readonly answer: string | readonly string[];
  /** Every spelling that counts as right; at least the answer itself; empty for `order`. */
  readonly accepted: readonly string[];
  /** Names of other things so like the typed answer that no typing slip may turn one into the other. */
  readonly rejected?: readonly string[];
  /** Why it is so: the note's own line or lines, verbatim. */
  readonly explanation: string;
  readonly source: QuizSource;
  /** What to choose quizzes by: the section's subject. */
  readonly topic: string;
}
