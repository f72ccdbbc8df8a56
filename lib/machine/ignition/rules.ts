import { rulesOf } from '../report/rule';

const rule = rulesOf('Ignition, the validation of its own configs');

// Reading, versions, duplicates

export const BAD_JSON = rule(
  'KV5303',
  'error',
  'the config cannot be read',
  'A config is one JSON document with the types of its spec. If it cannot be read, the boot stops.',
  'correct the JSON at the named place',
);

export const BAD_VERSION = rule(
  'KV5300',
  'error',
  "invalid config version (couldn't parse)",
  'Ignition chooses how to read a config by its version, and refuses an invalid one.',
  'write a version of three numbers, such as 3.4.0, into ignition.version',
);
export const UNKNOWN_VERSION = rule(
  'KV5301',
  'error',
  'unsupported config version',
  'The Ignition of an image reads the specs that existed when it was built. A host with a newer config does not boot.',
  'use a spec from 3.0.0 to 3.6.0 that the image of the host reads',
);
export const DUPLICATE = rule(
  'KV5302',
  'error',
  'duplicate entry defined',
  'Entries of a list are identified by a key: the path of a file, the name of a unit, the device of a ' +
    'filesystem. With two of one key it is unclear which one is meant.',
  'combine the two entries',
);

// Contents

export const SOURCE_REQUIRED = rule(
  'KV5305',
  'error',
  'source is required',
  'A config to merge, or a certificate, needs a source; without one there is nothing to read.',
  'set source, or remove the entry',
);
export const BAD_COMPRESSION = rule(
  'KV5306',
  'error',
  'invalid compression method',
  'Ignition unpacks gzip and nothing else.',
  "set compression to gzip, or leave it out for contents that aren't compressed",
);
export const HASH_WITHOUT_SOURCE = rule(
  'KV5307',
  'error',
  'source must be specified if verification is specified',
  'A checksum is compared with what was read; without contents there is nothing to compare.',
  'add the contents, or remove verification',
);
export const HASH_MALFORMED = rule(
  'KV5308',
  'error',
  'malformed hash specifier',
  'The checksum names its function first: sha512-, and then the digits.',
  'write sha512- and the 128 hexadecimal digits of the checksum',
);
export const HASH_UNRECOGNIZED = rule(
  'KV5309',
  'error',
  'unrecognized hash function',
  'Ignition supports sha512, and since spec 3.1 sha256.',
  'use sha512',
);
export const HASH_WRONG_SIZE = rule(
  'KV5310',
  'error',
  'incorrect size for hash sum',
  'A checksum of the wrong length can never be the right one: the host would not boot.',
  'copy the whole checksum: 128 hexadecimal digits for sha512, 64 for sha256',
);
export const BAD_URL = rule(
  'KV5311',
  'error',
  'unable to parse url',
  'The text is not a URL: it may contain a space, a bad port or a bad % escape.',
  'write a complete URL, with special characters percent-encoded',
);
export const BAD_SCHEME = rule(
  'KV5312',
  'error',
  'invalid url scheme',
  'Ignition fetches from http, https, tftp, s3, data, since spec 3.2 gs, since 3.4 arn. A file name ' +
    'without a scheme is not a URL.',
  'use a scheme that the spec supports, or put the contents into the config',
);
export const BAD_DATA_URL = rule(
  'KV5313',
  'error',
  'the data URL cannot be read',
  'Contents inside a config are data URLs; one that cannot be decoded stops the boot.',
  'leave the encoding to inline in Butane, or to a typed file',
);
export const BAD_S3_VERSION = rule(
  'KV5314',
  'error',
  'invalid S3 object VersionId',
  'An empty versionId does not name a version of the object.',
  'give versionId a value, or remove it',
);
export const BAD_S3_ARN = rule(
  'KV5315',
  'error',
  'invalid S3 ARN format',
  'Only ARNs of S3 objects can be fetched: they name the service s3, a bucket and a key.',
  'write arn:PARTITION:s3:::BUCKET/KEY',
);
export const HEADERS_NEED_HTTP = rule(
  'KV5316',
  'error',
  'cannot use HTTP headers with this source scheme',
  'Headers belong to requests over http and https.',
  'remove http_headers, or fetch over https',
);
export const EMPTY_HEADER_NAME = rule(
  'KV5317',
  'error',
  "HTTP header name can't be empty",
  'A header without a name cannot be sent.',
  'give the header a name',
);
export const EMPTY_HEADER_VALUE = rule(
  'KV5318',
  'error',
  'unable to parse HTTP header',
  'A header with an empty value cannot be sent; one without any value removes the header of a parent config.',
  'give the header a value, or leave value out to remove the header of a parent',
);
export const BAD_PROXY = rule(
  'KV5319',
  'error',
  'proxies must be http(s)',
  'Ignition talks to proxies over http or https.',
  'write the proxy as http://HOST:PORT',
);
export const PLAIN_PROXY = rule(
  'KV5320',
  'warning',
  'insecure plaintext HTTP proxy specified for HTTPS resources',
  'The proxy sees which hosts are contacted, and the connection to it is not encrypted.',
  'use an https proxy, or accept it when the network is trusted',
);

// Files, directories, links

export const NO_PATH = rule(
  'KV5325',
  'error',
  'path not specified',
  'A file, a device or a link needs a path.',
  'write an absolute path',
);
export const RELATIVE_PATH = rule(
  'KV5326',
  'error',
  'path not absolute',
  'Ignition does not have a working directory for relative paths.',
  'begin the path with /',
);
export const DIRTY_PATH = rule(
  'KV5327',
  'error',
  'path is not fully simplified',
  'Two spellings of one path would count as two files.',
  'write the path without //, /./, .. and without a / at its end',
);
export const BOTH_ID_AND_NAME = rule(
  'KV5328',
  'error',
  'cannot set both id and name',
  'The owner is given by number or by name; with both, they could differ.',
  'keep the id or the name',
);
export const ILLEGAL_MODE = rule(
  'KV5329',
  'error',
  'illegal file mode',
  'Modes go from 0 to 07777. A larger number is often a mode that was written in decimal.',
  'write the mode in octal: 0644, 0755',
);
export const SPECIAL_BITS = rule(
  'KV5330',
  'warning',
  'setuid/setgid/sticky bits are not supported or functional in spec versions older than 3.6.0',
  'Older releases of Ignition silently drop these bits.',
  'set the bits in a unit, or use spec 3.6.0 if the image reads it',
);
export const OVERWRITE_WITHOUT_SOURCE = rule(
  'KV5331',
  'error',
  'overwrite must be false if source is unspecified',
  'Overwriting needs contents; with append alone it would delete the existing ones.',
  'add contents, or remove overwrite',
);
export const FILE_UNDER_LINK = rule(
  'KV5332',
  'error',
  'file path includes link in config',
  'The config creates a link in place of a directory in the path, so that the file would land elsewhere.',
  'use the path that the link points to',
);
export const DIRECTORY_UNDER_LINK = rule(
  'KV5333',
  'error',
  'directory path includes link in config',
  'The config creates a link in place of a directory in the path, so that the directory would land elsewhere.',
  'use the path that the link points to',
);
export const LINK_UNDER_LINK = rule(
  'KV5334',
  'error',
  'link path includes link in config',
  'The config creates a link in place of a directory in the path, so that this link would land elsewhere.',
  'use the path that the other link points to',
);
export const LINK_WITHOUT_TARGET = rule(
  'KV5335',
  'error',
  'link target is required',
  'A link without a target cannot be created.',
  'set target',
);
export const HARD_LINK_TO_DIRECTORY = rule(
  'KV5336',
  'error',
  'hard link target is a directory',
  'Linux does not support hard links to directories.',
  'remove hard, which makes it a symbolic link',
);
export const HARD_LINK_OWNER = rule(
  'KV5337',
  'warning',
  'user/group ignored for hard link',
  'A hard link is another name of a file, and does not have a separate owner.',
  'set the owner of the file that it points to',
);
export const CONFLICTS_WITH_UNIT = rule(
  'KV5338',
  'error',
  'path conflicts with systemd unit or dropin',
  'The same file is also written as a unit, and it is unclear which one wins.',
  'keep the unit, and remove the file',
);
