// Selectors in the words of a finding.

import type { LabelSelector, Requirement } from '../model/labels.ts';
import type { NamespaceScope, PodScope } from '../model/policy.ts';

export function scopeText({ namespaces, pods }: PodScope): string {
  const what = pods.length === 0 ? 'pods' : `pods with ${selectorText(pods)}`;
  return `${what} in ${namespacesText(namespaces)}`;
}

export function namespacesText(scope: NamespaceScope): string {
  if (scope.kind === 'named') return `namespace \`${scope.name}\``;
  return scope.selector.length === 0 ? 'any namespace' : `namespaces with ${selectorText(scope.selector)}`;
}

export function selectorText(selector: LabelSelector): string {
  return selector.map((requirement) => `\`${requirementText(requirement)}\``).join(' and ');
}

function requirementText(requirement: Requirement): string {
  switch (requirement.op) {
    case 'In':
    case 'NotIn': {
      const not = requirement.op === 'NotIn';
      const [first, ...more] = requirement.values;
      if (more.length === 0) return `${requirement.key}${not ? '!=' : '='}${first}`;
      return `${requirement.key} ${not ? 'not in' : 'in'} (${requirement.values.join(', ')})`;
    }
    case 'Exists':
      return requirement.key;
    case 'DoesNotExist':
      return `!${requirement.key}`;
  }
}
