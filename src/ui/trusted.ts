// Under Trusted Types a worker's address must come from a policy. There is one, and it lets pass only what the build
// made here: a blob of this page.

interface Factory {
  createPolicy(name: string, rules: { readonly createScriptURL: (url: string) => string }): unknown;
}

export function trustOwnWorker(): void {
  const factory: unknown = Reflect.get(globalThis, 'trustedTypes');
  if (!isFactory(factory)) return;
  factory.createPolicy('default', {
    createScriptURL: (url) => {
      if (url.startsWith('blob:')) return url;
      throw new TypeError(`refused to run ${url}`);
    },
  });
}

function isFactory(value: unknown): value is Factory {
  return typeof value === 'object' && value !== null && 'createPolicy' in value;
}
