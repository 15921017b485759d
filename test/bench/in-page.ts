// What runs inside the page, each function by itself: nothing of this file's surroundings is there. Times are taken in the
// page, so that what lies between it and us does not count.

/** The median of three turns of JSON.parse of the unzipped snapshot, in milliseconds. */
export async function parseTime(): Promise<number> {
  const { body } = await fetch('/snapshot');
  if (body === null) throw new Error('no snapshot');
  const text = await new Response(body.pipeThrough(new DecompressionStream('gzip'))).text();
  const times = [0, 1, 2].map(() => {
    const started = performance.now();
    JSON.parse(text);
    return performance.now() - started;
  });
  return times.sort((a, b) => a - b)[1] ?? Number.NaN;
}

export interface Showing {
  readonly shown: number;
  /** The longest task of the page's own thread meanwhile; 0 where none took 50 ms. */
  readonly block: number;
}

/** Drops the snapshot on the page and waits for a list of namespaces. */
export async function dropAndSee(): Promise<Showing> {
  const file = new File([await (await fetch('/snapshot')).blob()], 'cluster.json.gz');
  const blocks: number[] = [];
  const observer = new PerformanceObserver((list) => blocks.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ type: 'longtask' });
  const data = new DataTransfer();
  data.items.add(file);
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const started = performance.now();
  document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  const isShown = () =>
    document.querySelector('.explorer-lists li, [aria-label^="Namespaces"] :is([role="row"], li, td, button)') !== null;
  while (!isShown()) await frame();
  const shown = performance.now() - started;
  // The last task is reported after it has ended.
  await new Promise((resolve) => setTimeout(resolve, 500));
  observer.disconnect();
  return { shown, block: Math.max(0, ...blocks) };
}

/**
 * Drops it, presses Cancel when reading is under way, and waits until the page is as it was: in milliseconds. What is small
 * is read before anybody could press it.
 */
export async function dropAndCancel(): Promise<number | 'read-before'> {
  const file = new File([await (await fetch('/snapshot')).blob()], 'cluster.json.gz');
  const data = new DataTransfer();
  data.items.add(file);
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  const loading = () => document.querySelector('.loading');
  const isShown = () =>
    document.querySelector('.explorer-lists li, [aria-label^="Namespaces"] :is([role="row"], li, td, button)') !== null;
  while (loading()?.querySelector('progress[value]') == null) {
    if (isShown()) return 'read-before';
    await frame();
  }
  const started = performance.now();
  loading()?.querySelector('button')?.click();
  while (loading() !== null) await frame();
  return performance.now() - started;
}
