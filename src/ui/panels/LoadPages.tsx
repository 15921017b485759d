// While an input is read, and when it could not be: what happens, what failed and where, what to do about it.

import type { ReadProgress } from '../../session/questions.ts';
import { useApp, useAppState } from '../context.ts';
import { sizeText } from '../load.ts';
import { count } from '../names.ts';
import { EmptyPage } from './EmptyPage.tsx';
import { ProblemList } from './Problems.tsx';

export function LoadingPage() {
  const { cancel } = useApp();
  const { input } = useAppState();
  if (input.kind !== 'loading') return null;
  return (
    <div class="loading" aria-busy="true">
      <h2>{input.title}</h2>
      {input.progress === 'none' ? <progress aria-label="Reading the input" /> : <HowFar progress={input.progress} />}
      <p role="status">{input.step} …</p>
      <button type="button" onClick={cancel}>
        Cancel
      </button>
    </div>
  );
}

/** Bytes are known to end, objects are not; a part that is unzipped on the way counts as it lies there. */
function HowFar({ progress: { bytes, of, objects } }: { readonly progress: ReadProgress }) {
  const share = of === 'unknown' || of === 0 ? {} : { value: Math.min(bytes, of), max: of };
  return (
    <>
      <progress aria-label="Reading the input" {...share} />
      <p class="how-far">
        <span>
          {sizeText(bytes)}
          {of !== 'unknown' && ` of ${sizeText(of)}`}
        </span>
        <span>{objects > 0 && count(objects, 'object')}</span>
      </p>
    </>
  );
}

export function FailedPage() {
  const { previous, back } = useApp();
  const { input } = useAppState();
  if (input.kind !== 'failed') return null;
  return (
    <div class="failed">
      <div role="alert" class="failed-message">
        <h2>{input.title} could not be read</h2>
        <p>{input.message}.</p>
        {previous() !== 'none' && (
          <p>
            <button type="button" class="primary" onClick={back}>
              Back to {previous()}
            </button>
          </p>
        )}
      </div>
      {input.diagnostics.length > 0 && (
        <section aria-label="Problems" class="failed-problems">
          <ProblemList diagnostics={input.diagnostics} />
        </section>
      )}
      <EmptyPage heading="Open something else" />
    </div>
  );
}
