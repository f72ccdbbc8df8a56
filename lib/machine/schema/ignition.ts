import type {
  ButaneConfigReferences,
  ButaneIgnition,
  ButaneKernelArguments,
  ButaneProxy,
  ButaneSecurity,
  ButaneTimeouts,
  ButaneTls,
} from '../butane/config';
import { int, onlyInIgnition, object, objects, struct, text, texts } from './field';
import { CA_REFERENCE, CONFIG_REFERENCE, RESOURCE } from './resource';

const bySource = { key: 'source' };

const CONFIG = struct<ButaneConfigReferences>()({
  go: 'IgnitionConfig',
  fields: [
    objects('merge', CONFIG_REFERENCE, bySource, { until: 0 }),
    objects('merge', RESOURCE, bySource, { since: 1 }),
    object('replace', CONFIG_REFERENCE, { until: 0 }),
    object('replace', RESOURCE, { since: 1 }),
  ],
});

const PROXY = struct<ButaneProxy>()({
  go: 'Proxy',
  fields: [text('http_proxy'), text('https_proxy'), texts('no_proxy', { alias: { go: 'NoProxyItem', until: -1 } })],
});

const TLS = struct<ButaneTls>()({
  go: 'TLS',
  fields: [
    objects('certificate_authorities', CA_REFERENCE, bySource, { until: 0 }),
    objects('certificate_authorities', RESOURCE, bySource, { since: 1 }),
  ],
});

const SECURITY = struct<ButaneSecurity>()({ go: 'Security', fields: [object('tls', TLS)] });

const TIMEOUTS = struct<ButaneTimeouts>()({
  go: 'Timeouts',
  fields: [int('http_response_headers'), int('http_total')],
});

/** Settings of Ignition itself: other configs, proxies, certificates, timeouts. */
export const IGNITION = struct<ButaneIgnition>()({
  go: 'Ignition',
  fields: [
    object('config', CONFIG),
    object('proxy', PROXY, { since: 1 }),
    object('security', SECURITY),
    object('timeouts', TIMEOUTS),
    onlyInIgnition(text('version', { required: true })),
  ],
});

const kernelArgument = { alias: { go: 'KernelArgument', until: 99 }, list: { shared: 'kernel argument' } };

/** Arguments of the kernel's command line. */
export const KERNEL_ARGUMENTS = struct<ButaneKernelArguments>()({
  go: 'KernelArguments',
  fields: [texts('should_exist', kernelArgument), texts('should_not_exist', kernelArgument)],
});
