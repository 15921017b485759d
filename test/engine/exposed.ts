// Asks a session for the exposure of raw objects, as the command line does.
import type { ExposureList } from '../../src/session/exposure.ts';
import { isRefusal } from '../../src/session/questions.ts';
import { createSession } from '../../src/session/session.ts';
import type { Assume } from '../oracle/oracle.ts';

export async function exposed(objects: readonly unknown[], assumed: Assume = {}): Promise<ExposureList> {
  const ask = createSession();
  const content = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
  await ask('open', { sources: [{ file: 'cluster.json', content }], assume: assumed, lenient: false });
  const answer = await ask('exposure', { workloads: [], namespaces: [], entries: 'all' });
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
}
