// policyTypes that is left out, or that says something else than the rules do (R12, R13).

import { type Direction, directions, type NetworkPolicy } from '../model/policy.ts';
import { type Finding, finding, type LintEdit, type Mend } from './finding.ts';
import type { Look } from './look.ts';
import { aboutPolicy, policyText } from './rules-at.ts';

export function policyTypes({ cluster }: Look): readonly Finding[] {
  return cluster.policies.flatMap((policy) => {
    const surprise = surpriseOf(policy);
    if (surprise === 'none') return [];
    return [finding('policy-types-surprise', { about: aboutPolicy(policy), ...surprise })];
  });
}

interface Surprise {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly mend: Mend;
}

const type: Readonly<Record<Direction, string>> = { ingress: 'Ingress', egress: 'Egress' };

function surpriseOf(policy: NetworkPolicy): Surprise | 'none' {
  const { policyTypes, lists } = policy.written;
  const name = `\`${policyText(policy)}\``;
  if (policyTypes === 'left-out') {
    if (lists.egress === 'rules' && lists.ingress === 'left-out') {
      return {
        path: ['spec', 'egress'],
        message: `${name} has only egress rules, and no policyTypes: it closes ingress too`,
        mend: {
          sentence: 'write `policyTypes: [Egress]`; or [Ingress, Egress], if closing ingress was meant',
          edits: [types('Egress')],
        },
      };
    }
    if (lists.egress !== 'empty') return 'none';
    return {
      path: ['spec', 'egress'],
      message: `${name} has \`egress: []\` and no policyTypes: it does not limit egress`,
      mend: {
        sentence: 'write `policyTypes: [Ingress, Egress]` to close egress, or leave `egress` out',
        edits: [types('Ingress', 'Egress')],
      },
    };
  }
  const ignored = directions.find((direction) => lists[direction] === 'rules' && policy[direction] === 'open');
  if (ignored === undefined) return 'none';
  return {
    path: ['spec', ignored],
    message: `${name} has ${ignored} rules, but its policyTypes has no ${type[ignored]}: they are ignored`,
    mend: {
      sentence: `add ${type[ignored]} to policyTypes, or remove the rules`,
      edits: [{ kind: 'append', path: ['spec', 'policyTypes'], value: type[ignored] }],
    },
  };
}

function types(...value: readonly string[]): LintEdit {
  return { kind: 'set', path: ['spec', 'policyTypes'], value };
}
