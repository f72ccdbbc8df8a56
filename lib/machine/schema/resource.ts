import type { ButaneHttpHeader, ButaneResource, ButaneVerification } from '../butane/config';
import { object, objects, struct, partOfStruct, text } from './field';

const VERIFICATION = struct<ButaneVerification>()({ go: 'Verification', fields: [text('hash')] });

const HTTP_HEADER = struct<ButaneHttpHeader>()({
  go: 'HTTPHeader',
  fields: [text('name', { required: true }), text('value')],
});

const inline = text('inline', { json: undefined });
const local = text('local', { json: undefined });
const verification = object('verification', VERIFICATION);

/** Contents that are part of the config, beside it, or at a URL. */
export const RESOURCE = struct<ButaneResource>()({
  go: 'Resource',
  fields: [
    text('compression'),
    objects('http_headers', HTTP_HEADER, { key: 'name' }, { listGo: 'HTTPHeaders' }),
    text('source'),
    inline,
    local,
    verification,
  ],
});

/** The contents of a file in spec 3.0. */
export const FILE_CONTENTS = partOfStruct<ButaneResource>()({
  go: 'FileContents',
  fields: [text('compression'), text('source'), inline, verification],
});

/** Another config in spec 3.0. */
export const CONFIG_REFERENCE = partOfStruct<ButaneResource>()({
  go: 'ConfigReference',
  fields: [text('source', { nullable: true }), verification],
});

/** A certificate in spec 3.0. */
export const CA_REFERENCE = partOfStruct<ButaneResource>()({
  go: 'CaReference',
  fields: [text('source', { required: true }), verification],
});
