/** Whether a name (A-labels) is never looked up: special use, reserved for documentation, a single label, an address. */
export function isSpecialUse(_domain: string): boolean {
  return false;
}
