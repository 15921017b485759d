// The page as a whole: bar, lenses, explorer, picture, tables, explanation and editor, in one, two or three columns.

import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Announcer } from '../announce.tsx';
import { useApp, useAppState } from '../context.ts';
import { listenForKeys } from '../keys.ts';
import { layout } from '../layout.ts';
import { droppedFiles, titleOf } from '../load.ts';
import { openFiles } from '../opening.ts';
import { isSideShown } from '../view.ts';
import { AppBar } from './AppBar.tsx';
import { AssumptionsDialog } from './AssumptionsDialog.tsx';
import { Banner } from './Banner.tsx';
import { Dock } from './Dock.tsx';
import { EditorPanel } from './EditorPanel.tsx';
import { EmptyPage } from './EmptyPage.tsx';
import { Explain } from './Explain.tsx';
import { Explorer } from './Explorer.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { AnswerBar, LensTabs } from './LensTabs.tsx';
import { FailedPage, LoadingPage } from './LoadPages.tsx';
import { Notices } from './Notices.tsx';
import { OpenDialog } from './OpenDialog.tsx';
import { Stage } from './Stage.tsx';
import { StatusBar } from './StatusBar.tsx';

export function Shell() {
  const app = useApp();
  const { input } = useAppState();
  const [help, setHelp] = useState(false);
  const [opening, setOpening] = useState(false);
  const [assuming, setAssuming] = useState(false);
  const [singleKeys, setSingleKeys] = useState(true);
  useEffect(() => listenForKeys(app, { help: () => setHelp(true), singleKeys: () => singleKeys }), [singleKeys]);
  useEffect(() => setOpening(false), [input.kind]);
  const over = useDrop();
  return (
    <div class={`app ${over ? 'dropping' : ''}`} data-input={input.kind}>
      <SkipLinks />
      <AppBar onHelp={() => setHelp(true)} onOpen={() => setOpening(true)} />
      <Notices />
      <Body onAssumptions={() => setAssuming(true)} />
      <HelpDialog open={help} onClose={() => setHelp(false)} singleKeys={singleKeys} onSingleKeys={setSingleKeys} />
      <AssumptionsDialog open={assuming} onClose={() => setAssuming(false)} />
      <OpenDialog open={opening} onClose={() => setOpening(false)} />
      <Announcer />
    </div>
  );
}

function Body({ onAssumptions }: { readonly onAssumptions: () => void }) {
  const { input } = useAppState();
  if (input.kind === 'empty')
    return (
      <main id="main" tabIndex={-1} data-region>
        <EmptyPage heading="What can reach what, and why" />
      </main>
    );
  if (input.kind !== 'loaded')
    return (
      <main id="main" tabIndex={-1} data-region>
        {input.kind === 'loading' ? <LoadingPage /> : <FailedPage />}
      </main>
    );
  return <Workbench onAssumptions={onAssumptions} />;
}

function Workbench({ onAssumptions }: { readonly onAssumptions: () => void }) {
  const { view } = useAppState();
  const hasSide = layout.value === 'wide' && isSideShown(view);
  const hasEditor = view.lens === 'what-if' || view.editing !== '';
  return (
    <>
      <Banner />
      <nav class="lens-bar" aria-label="Lens" tabIndex={-1} data-region>
        <LensTabs />
        <AnswerBar />
      </nav>
      <main
        id="main"
        class={`workbench ${view.picture} ${hasSide ? 'with-side' : ''}`}
        data-lens={view.lens}
        tabIndex={-1}
      >
        <Region name="explorer" label="Explorer">
          <Explorer />
        </Region>
        <div class={`center tables-${view.tables}`}>
          <Stage />
          <Dock />
        </div>
        {hasSide && (
          <div class={`side ${hasEditor ? 'with-editor' : ''}`}>
            <Region name="explain-panel" label="Explanation">
              <Explain />
            </Region>
            {hasEditor && (
              <Region name="editor-panel" label="Policy editor">
                <EditorPanel />
              </Region>
            )}
          </div>
        )}
      </main>
      <StatusBar onAssumptions={onAssumptions} />
    </>
  );
}

export function Region({
  name,
  label,
  children,
}: {
  readonly name: string;
  readonly label: string;
  readonly children: ComponentChildren;
}) {
  return (
    <section class={`region ${name}`} aria-label={label} tabIndex={-1} data-region>
      {children}
    </section>
  );
}

function SkipLinks() {
  const { input } = useAppState();
  const to = (selector: string) => () => document.querySelector<HTMLElement>(selector)?.focus();
  return (
    <div class="skip-links">
      <button type="button" onClick={to('#main')}>
        Skip to the content
      </button>
      {input.kind === 'loaded' && (
        <button type="button" onClick={to('#dock')}>
          Skip to the table
        </button>
      )}
    </div>
  );
}

/** Files can be dropped anywhere, at any time. */
function useDrop(): boolean {
  const app = useApp();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = async (event: DragEvent) => {
      setOver(false);
      if (!event.dataTransfer || !hasFiles(event)) return;
      event.preventDefault();
      const files = await droppedFiles(event.dataTransfer);
      if (files.length > 0) await openFiles(app, files, titleOf(files));
    };
    document.addEventListener('dragover', enter);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', enter);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, []);
  return over;
}
