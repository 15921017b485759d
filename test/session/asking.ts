// A session over a few objects, for tests of its answers.

import { type Answer, type Ask, isRefusal, type Name, type Question } from '../../src/session/questions.ts';
import { createSession } from '../../src/session/session.ts';

export function list(...objects: readonly object[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
}

export async function sessionOf(text: string): Promise<Ask> {
  const ask = createSession();
  await ask('open', { sources: [{ file: 'cluster.json', content: text }], assume: {}, lenient: false });
  return ask;
}

/** The answer; a refusal fails the test with its message. */
export async function answered<N extends Name>(ask: Ask, name: N, question: Question<N>): Promise<Answer<N>> {
  const answer = await ask(name, question);
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
}

export function pod(name: string, labels: Readonly<Record<string, string>>, podIP: string, more: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', labels },
    spec: more,
    status: { podIP },
  };
}

export function policy(name: string, spec: object): object {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: 'shop' }, spec };
}

export const shop = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
