import type { SecretValue } from '../../core/secret-value';
import type { FieldsOf } from '../../core/shape';
import { object, oneOf, optional, required, secret, text } from '../../core/shape';
import { dockerConfigFault, registryHost } from '../registry';
import type { KindTable } from './kind';

/** How dhctl and the first master reach the registry with Deckhouse's images. */
export interface InitDeckhouse {
  /**
   * Address of the images: a host, perhaps a port, and a path. No scheme, no tag.
   *
   * @default 'registry.deckhouse.io/deckhouse/ce'
   */
  readonly imagesRepo?: string;
  /**
   * Credentials of the registry: Docker's config.json, encoded in base64. It must hold the registry's host.
   *
   * @default - none: the public registry needs none
   */
  readonly registryDockerCfg?: SecretValue | string;
  /**
   * CA certificate of the registry, PEM. Not with scheme HTTP.
   *
   * @default - those of the system
   */
  readonly registryCA?: string;
  /**
   * How the registry is reached.
   *
   * @default 'HTTPS'
   */
  readonly registryScheme?: 'HTTP' | 'HTTPS';
  /**
   * A branch of Deckhouse, for its developers.
   *
   * @default - none
   */
  readonly devBranch?: string;
  /**
   * The release channel.
   *
   * Until 1.67. Later it is a setting of the module deckhouse.
   *
   * @default - none
   */
  readonly releaseChannel?: 'Alpha' | 'Beta' | 'EarlyAccess' | 'Stable' | 'RockSolid';
  /**
   * The bundle of modules that are enabled.
   *
   * Until 1.67. Later it is a setting of the module deckhouse.
   *
   * @default 'Default'
   */
  readonly bundle?: 'Minimal' | 'Managed' | 'Default';
  /**
   * Log level of Deckhouse.
   *
   * Until 1.67. Later it is a setting of the module deckhouse.
   *
   * @default 'Info'
   */
  readonly logLevel?: 'Debug' | 'Info' | 'Error';
}

/**
 * The fields of an InitConfiguration.
 *
 * @see https://deckhouse.io/products/kubernetes-platform/documentation/v1/installing/configuration.html#initconfiguration
 */
export interface InitConfigurationFields {
  /** How Deckhouse is fetched. */
  readonly deckhouse: InitDeckhouse;
}

const OF_MODULE = { until: '1.67', instead: 'use the settings of the module deckhouse, in a ModuleConfig' };

/** The table of an InitConfiguration's fields. */
export const INIT_CONFIGURATION_FIELDS: FieldsOf<InitConfigurationFields> = {
  deckhouse: required(
    object<InitDeckhouse>({
      imagesRepo: optional(
        text({
          pattern: /^[0-9a-zA-Z.-]+(:[0-9]{1,5})?(\/[0-9a-zA-Z._/-]+)?$/,
          form: 'a host, perhaps a port, and a path; no scheme, no tag',
          minLength: 1,
        }),
        { platformDefault: 'registry.deckhouse.io/deckhouse/ce' },
      ),
      registryDockerCfg: optional(
        secret((value, { imagesRepo }) => dockerConfigFault(value, registryHost(imagesRepo))),
      ),
      registryCA: optional(text()),
      registryScheme: optional(oneOf(['HTTP', 'HTTPS']), { platformDefault: 'HTTPS' }),
      devBranch: optional(text()),
      releaseChannel: optional(oneOf(['Alpha', 'Beta', 'EarlyAccess', 'Stable', 'RockSolid']), OF_MODULE),
      bundle: optional(oneOf(['Minimal', 'Managed', 'Default']), { ...OF_MODULE, platformDefault: 'Default' }),
      logLevel: optional(oneOf(['Debug', 'Info', 'Error']), { ...OF_MODULE, platformDefault: 'Info' }),
    }),
  ),
};

/** The kind InitConfiguration. */
export const INIT_CONFIGURATION: KindTable = {
  kind: 'InitConfiguration',
  apiVersions: [{ since: '1.66', apiVersion: 'deckhouse.io/v1' }],
  fields: INIT_CONFIGURATION_FIELDS,
};
