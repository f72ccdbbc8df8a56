import { KUBERNETES_SUBDOMAIN_PATTERN } from '../../core/patterns';
import { decimal, either, text } from '../../core/shape';

/** Forms that the settings of several modules share. They are those of the schemas, as far as the readers agree. */

/** The name of an ingress class. */
export const INGRESS_CLASS = text({
  ...KUBERNETES_SUBDOMAIN_PATTERN,
});

/** CPU of a request: a number of cores, or a text of whole cores or millicores. */
export const CPU_REQUEST = either(
  decimal({ min: 0 }),
  text({ pattern: /^[0-9]+m?$/, form: 'whole cores or millicores, for example 500m' }),
);

/** Memory of a request. A number is refused by the schemas. */
export const MEMORY_REQUEST = text({
  pattern: /^[0-9]+(\.[0-9]+)?(E|P|T|G|M|K|Ei|Pi|Ti|Gi|Mi|Ki)?$/,
  form: 'a number with an optional suffix, for example 512Mi',
});
