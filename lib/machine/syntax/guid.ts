const FORM = /^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/;

/** The fault of the GUID of a partition or of its type, in Ignition's words; an empty one means a default. */
export function guidFault(guid: string): string | undefined {
  return guid === '' || FORM.test(guid) ? undefined : 'doesn\'t match the form "01234567-89AB-CDEF-EDCB-A98765432101"';
}
