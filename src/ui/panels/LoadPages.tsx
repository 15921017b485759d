// While an input is read, and when it could not be: what happens, what failed and where, what to do about it.

import { useApp, useAppState } from '../context.ts';
import { EmptyPage } from './EmptyPage.tsx';
import { ProblemList } from './Problems.tsx';

export function LoadingPage() {
  const { cancel } = useApp();
  const { input } = useAppState();
  if (input.kind !== 'loading') return null;
  return (
    <div class="loading" aria-busy="true">
      <h2>{input.title}</h2>
      <progress aria-label="Reading the input" />
      <p role="status">{input.step} …</p>
      <button type="button" onClick={cancel}>
        Cancel
      </button>
    </div>
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
