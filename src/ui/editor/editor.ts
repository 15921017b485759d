// CodeMirror in a shadow root: its styles are adopted sheets there, which the page's Content-Security-Policy allows.
// A chunk of its own, loaded when the first policy is opened. It keeps no history: undo is the page's, so that one
// stroke of Ctrl+Z means the same everywhere. Tab is not bound, so the keyboard can leave.

import { completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Annotation, EditorState, type Extension, StateEffect, StateField, type Text } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { DiagnosticView } from '../../session/answers.ts';
import { completion } from './completion.ts';
import { editorTheme, highlighting } from './theme.ts';

export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface EditorEvents {
  readonly onText: (text: string) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

export interface Editor {
  readonly text: () => string;
  /** Changes only what differs, so that the cursor stays where it was. */
  readonly setText: (text: string) => void;
  readonly setProblems: (problems: readonly DiagnosticView[]) => void;
  /** Lights these ranges up and brings the first into sight. */
  readonly light: (ranges: readonly Range[]) => void;
  readonly focus: () => void;
  readonly destroy: () => void;
}

/** Marks changes that the page made, which are no typing. */
const fromPage = Annotation.define<true>();

export function createEditor(host: HTMLElement, text: string, events: EditorEvents): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({ doc: text, extensions: extensionsFor(events) }),
  });
  return {
    text: () => view.state.doc.toString(),
    setText: (next) => {
      const change = difference(view.state.doc.toString(), next);
      if (change !== 'same') view.dispatch({ changes: change, annotations: fromPage.of(true) });
    },
    setProblems: (problems) =>
      view.dispatch(
        setDiagnostics(
          view.state,
          problems.map((problem) => markOf(view.state.doc, problem)),
        ),
      ),
    light: (ranges) => light(view, ranges),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

function extensionsFor({ onText, onUndo, onRedo }: EditorEvents): readonly Extension[] {
  const run = (action: () => void) => () => {
    action();
    return true;
  };
  return [
    lineNumbers(),
    foldGutter(),
    lintGutter(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    indentUnit.of('  '),
    yaml(),
    completion,
    search({ top: true }),
    syntaxHighlighting(highlighting),
    editorTheme,
    litField,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': 'Policy YAML' }),
    keymap.of([
      { key: 'Mod-z', run: run(onUndo), preventDefault: true },
      { key: 'Mod-Shift-z', run: run(onRedo), preventDefault: true },
      { key: 'Mod-y', run: run(onRedo), preventDefault: true },
      ...completionKeymap,
      ...lintKeymap,
      ...searchKeymap,
      ...foldKeymap,
      ...defaultKeymap,
    ]),
    EditorView.updateListener.of((update) => {
      const typed = update.docChanged && !update.transactions.some((t) => t.annotation(fromPage));
      if (typed) onText(update.state.doc.toString());
    }),
  ];
}

const setLit = StateEffect.define<readonly Range[]>();

const litField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const effect = transaction.effects.find((e) => e.is(setLit));
    if (effect === undefined)
      return transaction.docChanged && !transaction.annotation(fromPage)
        ? Decoration.none
        : marks.map(transaction.changes);
    const ranges: readonly Range[] = effect.value;
    const marksOf = ranges.flatMap(({ start, end }) => [
      ...linesOf(transaction.newDoc, start, end).map((at) => Decoration.line({ class: 'cm-explain-line' }).range(at)),
      Decoration.mark({ class: 'cm-explain' }).range(start, end),
    ]);
    return Decoration.set(marksOf, true);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function linesOf(doc: Text, start: number, end: number): readonly number[] {
  const starts: number[] = [];
  for (let at = doc.lineAt(start); ; at = doc.line(at.number + 1)) {
    starts.push(at.from);
    if (at.to >= end || at.number >= doc.lines) return starts;
  }
}

function light(view: EditorView, ranges: readonly Range[]): void {
  const { length } = view.state.doc;
  const inside = ranges
    .map(({ start, end }) => trimmed(view.state.doc, start, Math.min(end, length)))
    .filter(({ start, end }) => start < end);
  const [first] = inside;
  view.dispatch({
    effects: [setLit.of(inside), ...(first ? [EditorView.scrollIntoView(first.start, { y: 'center' })] : [])],
    ...(first ? { selection: { anchor: first.start } } : {}),
  });
}

/** A node of YAML may reach to the start of the next line: that line is not meant. */
function trimmed(doc: Text, start: number, end: number): Range {
  const text = doc.sliceString(start, end);
  return { start, end: start + text.trimEnd().length };
}

function markOf(doc: Text, problem: DiagnosticView): Diagnostic {
  const line = doc.line(Math.min(Math.max(problem.at?.line ?? 1, 1), doc.lines));
  const from = Math.min(line.from + Math.max((problem.at?.column ?? 1) - 1, 0), line.to);
  return { from, to: line.to, severity: problem.severity, message: problem.message, source: problem.code };
}

function difference(before: string, after: string) {
  if (before === after) return 'same';
  let from = 0;
  while (from < before.length && from < after.length && before[from] === after[from]) from++;
  let back = 0;
  const most = Math.min(before.length, after.length) - from;
  while (back < most && before[before.length - 1 - back] === after[after.length - 1 - back]) back++;
  return { from, to: before.length - back, insert: after.slice(from, after.length - back) };
}
