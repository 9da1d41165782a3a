/** The effective access that follows from the requested state when no rule holds the change back. */
export function accessFor(requestedActive: boolean): 'granted' | 'suspended' {
  return requestedActive ? 'granted' : 'suspended';
}
