// The page's end of the wire. One question of a kind is on its way at a time and one more may wait: a newer one takes
// its place, so fast typing never piles up work, and an answer that a newer question has overtaken is dropped (its
// promise stays open: whoever asked has asked again). After a crash the worker starts anew with the same input.

import type { Answer, Ask, Name, Question, ReadProgress, Refusal } from '../session/questions.ts';
import type { FromWorker } from './serve.ts';

/** What `connect` needs of a Worker, so that tests can stand in for one. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  terminate(): void;
  addEventListener(type: 'message', listener: (event: { readonly data: FromWorker }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
}

export interface Connection {
  readonly ask: Ask;
  /** Hears how far the reading of an input has come. One listener: the page. */
  readonly watch: (listener: (progress: ReadProgress) => void) => void;
  /** Ends the worker and starts an empty one: what was asked stays unanswered. */
  readonly restart: () => void;
  readonly close: () => void;
}

interface Waiting {
  readonly name: Name;
  readonly question: unknown;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}
interface Lane {
  running: (Waiting & { readonly serial: number }) | 'idle';
  next: Waiting | 'nothing';
}

export function connect(start: () => WorkerLike, onCrash: (message: string) => void): Connection {
  const lanes = new Map<string, Lane>();
  let serial = 0;
  let held: Held = nothingHeld;
  let replaying = 0;
  let listener: (progress: ReadProgress) => void = () => undefined;
  let worker = open();

  function open(): WorkerLike {
    const opened = start();
    opened.addEventListener('message', ({ data }) => {
      if (opened !== worker) return;
      if (data.kind === 'progress') return listener(data.progress);
      if (data.kind === 'answer' && data.serial === replayed) replaying -= 1;
      if (data.kind === 'answer') answered(data.serial, data.answer);
      else crashed(data.message);
    });
    opened.addEventListener('error', (event) => {
      if (opened === worker) crashed(event.message || 'the worker stopped');
    });
    return opened;
  }

  function post(lane: Lane, waiting: Waiting): void {
    serial += 1;
    lane.running = { ...waiting, serial };
    worker.postMessage({ serial, name: waiting.name, question: waiting.question });
  }

  function answered(number: number, answer: Answer<Name> | Refusal): void {
    for (const lane of lanes.values()) {
      const { running, next } = lane;
      if (running === 'idle' || running.serial !== number) continue;
      lane.running = 'idle';
      lane.next = 'nothing';
      if (answer.kind !== 'Refusal') held = keep(held, running.name, running.question);
      // The worker answers what was asked: the type follows the question's name, which only `ask` knows.
      if (next === 'nothing') running.resolve(answer as never);
      else post(lane, next);
    }
  }

  function crashed(message: string): void {
    const lost = [...lanes.values()];
    lanes.clear();
    // What crashes it on the way back would crash it for ever.
    if (replaying > 0) held = nothingHeld;
    worker.terminate();
    worker = open();
    const questions = replay(held);
    replaying = questions.length;
    for (const question of questions) worker.postMessage({ serial: replayed, ...question });
    for (const { running, next } of lost) {
      if (next !== 'nothing') next.reject(new Error(message));
      else if (running !== 'idle') running.reject(new Error(message));
    }
    onCrash(message);
  }

  const ask: Ask = <N extends Name>(name: N, question: Question<N>) =>
    new Promise<Answer<N> | Refusal>((resolve, reject) => {
      const key = laneOf(name, question);
      const lane = lanes.get(key) ?? { running: 'idle', next: 'nothing' };
      lanes.set(key, lane);
      const waiting: Waiting = { name, question, resolve, reject };
      if (lane.running === 'idle') post(lane, waiting);
      else lane.next = waiting;
    });

  return {
    ask,
    watch: (heard) => {
      listener = heard;
    },
    restart: () => {
      lanes.clear();
      held = nothingHeld;
      worker.terminate();
      worker = open();
    },
    close: () => worker.terminate(),
  };
}

/**
 * The costs before and after an edit are asked side by side, and names for a list and for a field, which want more or
 * fewer; of everything else one of a kind is wanted.
 */
function laneOf(name: Name, question: unknown): string {
  if (typeof question !== 'object' || question === null) return name;
  if ('state' in question) return `${name} ${question.state}`;
  return 'most' in question ? `${name} ${question.most}` : name;
}

/** The serial number of questions that nobody waits for. */
const replayed = 0;

/** What a new worker must be told to stand where the old one stood. */
interface Held {
  readonly load: unknown;
  readonly assume: unknown;
  readonly edit: unknown;
}
const nothingHeld: Held = { load: 'none', assume: 'none', edit: 'none' };

function keep(held: Held, name: Name, question: unknown): Held {
  if (name === 'load' || name === 'open') return { load: question, assume: 'none', edit: 'none' };
  return name === 'assume' || name === 'edit' ? { ...held, [name]: question } : held;
}

function replay(held: Held): readonly { readonly name: Name; readonly question: unknown }[] {
  const names = ['load', 'assume', 'edit'] as const;
  return names.flatMap((name) => (held[name] === 'none' ? [] : [{ name, question: held[name] }]));
}
