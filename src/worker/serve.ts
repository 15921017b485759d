// The session's end of the wire, inside a web worker. It answers one question after the other; what goes wrong
// inside is told to the page, which knows what it asked and what it had loaded.

import type { Answer, Ask, Name, Question, ReadProgress, Refusal } from '../session/questions.ts';

export type ToWorker = {
  [N in Name]: { readonly serial: number; readonly name: N; readonly question: Question<N> };
}[Name];
export type FromWorker =
  | { readonly kind: 'answer'; readonly serial: number; readonly answer: Answer<Name> | Refusal }
  | { readonly kind: 'progress'; readonly progress: ReadProgress }
  | { readonly kind: 'crash'; readonly serial: number; readonly message: string };

type Tell = (progress: ReadProgress) => void;

export function serve(start: (tell: Tell) => Ask): void {
  const ask = start(nowAndThen((progress) => send({ kind: 'progress', progress })));
  addEventListener('message', (event: MessageEvent<ToWorker>) => {
    const { serial, name, question } = event.data;
    ask(name, question).then(
      (answer) => send({ kind: 'answer', serial, answer }),
      (error: unknown) =>
        send({ kind: 'crash', serial, message: error instanceof Error ? error.message : String(error) }),
    );
  });
}

/** In milliseconds: no eye follows more, and each message costs the page a drawing. */
const pause = 80;

function nowAndThen(tell: Tell): Tell {
  let last = 0;
  return (progress) => {
    const now = performance.now();
    if (now - last < pause) return;
    last = now;
    tell(progress);
  };
}

function send(message: FromWorker): void {
  postMessage(message);
}
