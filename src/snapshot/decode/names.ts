// The shapes of names that the API server accepts (apimachinery, util/validation). Lengths come
// first, so that no pattern ever runs over hostile text.

export function isSubdomain(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name);
}

export function isDnsLabel(name: string): boolean {
  return name.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name);
}

/** IANA_SVC_NAME: at most 15 of a-z, 0-9 and '-', at least one letter, no '-' at an end or doubled. */
export function isPortName(name: string): boolean {
  return name.length <= 15 && /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(name);
}

/** A qualified name: an optional DNS subdomain and '/', then at most 63 characters. */
export function isLabelKey(key: string): boolean {
  if (key.length > 253 + 1 + 63) return false;
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  return name !== '' && isLabelValue(name) && (slash === -1 || isSubdomain(key.slice(0, slash)));
}

export function isLabelValue(value: string): boolean {
  return value.length <= 63 && /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/.test(value);
}
