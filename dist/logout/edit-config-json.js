"use strict";
exports.id = 917;
exports.ids = [917];
exports.modules = {

/***/ 917:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  aliyunConfig: () => (/* binding */ aliyunConfig)
});

// EXTERNAL MODULE: ./node_modules/jsonc-parser/lib/umd/main.js
var main = __webpack_require__(547);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(357);
// EXTERNAL MODULE: ./lib/text/json.js
var json = __webpack_require__(70);
// EXTERNAL MODULE: ./lib/profiles/places.js
var places = __webpack_require__(571);
;// CONCATENATED MODULE: ./lib/profiles/config-json.js


function parseConfig(text, unusable) {
    const file = (0,json/* parseObject */.lj)(text);
    if (!file)
        throw unusable('is not a JSON object');
    const profiles = file['profiles'] ?? undefined;
    if (profiles !== undefined && !Array.isArray(profiles))
        throw unusable('has \u201cprofiles\u201d that is not a list');
    const list = profiles?.map((profile) => {
        const object = (0,json/* asObject */.eB)(profile);
        if (!object)
            throw unusable('has a profile that is not an object');
        return object;
    });
    return { profiles: list, current: (0,json/* textOf */.b6)(file['current']) };
}
function readCliConfig(context) {
    const file = configFile(context);
    try {
        const text = file && context.files.read(file);
        if (file === undefined || text === undefined)
            return undefined;
        return { file, ...parsedOrNothing(text) };
    }
    catch {
        return undefined;
    }
}
function parsedOrNothing(text) {
    try {
        return parseConfig(text, (what) => new Error(what));
    }
    catch {
        return { profiles: undefined, current: undefined };
    }
}

;// CONCATENATED MODULE: ./lib/profiles/fields.js
const IDENTITY = [
    'access_key_id',
    'access_key_secret',
    'sts_token',
    'security_token',
    'sts_expiration',
    'ram_role_name',
    'role_name',
    'ram_role_arn',
    'role_arn',
    'ram_session_name',
    'role_session_name',
    'expired_seconds',
    'duration_seconds',
    'role_session_expiration',
    'policy',
    'external_id',
    'source_profile',
    'oidc_provider_arn',
    'oidc_token_file',
    'oidc_token_file_path',
    'credentials_uri',
    'bearer_token',
    'process_command',
    'private_key',
    'private_key_file',
    'public_key_id',
    'key_pair_name',
];
const SENDING = ['sts_region', 'sts_endpoint', 'enable_vpc', 'bearer_token_header_key'];
const TELLING = [...IDENTITY, ...SENDING];
const SETTINGS = (/* unused pure expression or super */ null && ([
    'name',
    'mode',
    'verified',
    'region_id',
    'output_format',
    'language',
    'site',
    'read_timeout',
    'retry_timeout',
    'connect_timeout',
    'retry_count',
    'endpoint_type',
    'endpoint',
    'external_account_type',
    'auto_plugin_install',
    'auto_plugin_install_enable_pre',
    'access_token',
    'cloud_sso_sign_in_url',
    'cloud_sso_access_token_expire',
    'cloud_sso_access_config',
    'cloud_sso_account_id',
    'oauth_access_token',
    'oauth_refresh_token',
    'oauth_access_token_expire',
    'oauth_refresh_token_expire',
    'oauth_site_type',
]));

;// CONCATENATED MODULE: ./lib/profiles/edit-config-json.js





const aliyunConfig = {
    compose: (text = '', path, profile) => {
        if (text.trim() === '')
            return layOut(toJson(profile), '\n\t', '\n\t\t');
        const file = parse(text, path);
        const found = find(file, profile.name, path);
        const at = (found?.node ?? file.items.at(-1)?.node ?? file.list)?.offset ?? 0;
        return layOut(toJson(profile, found?.value), text, text.slice(0, at));
    },
    entries: (text, path) => parse(text, path).items.map(({ node, value }) => ({
        name: (0,json/* textOf */.b6)(value['name']) ?? '',
        text: slice(text, node),
        secrets: secretsOf(value),
    })),
    remains: (text) => propertiesOf(text, 'profiles', Error)
        .flatMap(({ children = [] }) => children)
        .map((node) => secretsOf((0,json/* asObject */.eB)((0,main.getNodeValue)(node)) ?? {})),
    show: (text = '', path, entries) => {
        const [[current, first] = ['', ''], ...rest] = entries;
        const start = text.trim() === '' ? newFile(current, first ?? '') : put(text, path, [current, first]);
        const shown = rest.reduce((all, entry) => put(all, path, entry), start);
        const file = parse(shown, path);
        return find(file, file.current ?? '', path) ? shown : setProperty(shown, 'current', current);
    },
    hide: (text, path, entries, { before, written }) => {
        const rest = entries.reduce((all, entry) => put(all, path, entry), text);
        const file = parse(rest, path);
        const isChosen = written === undefined || file.current !== parse(written, path).current;
        if (isChosen && find(file, file.current ?? '', path))
            return rest;
        const current = parse(before ?? '', path).current ?? (0,json/* textOf */.b6)(file.items[0]?.value['name']) ?? '';
        return current === (file.current ?? '') ? rest : setProperty(rest, 'current', current);
    },
    mend: (text, before) => {
        const [now, then] = [text, before].map((content) => (0,json/* parseObject */.lj)(content));
        if (!now || !then)
            return text;
        if (isRestOf(now, then))
            return before;
        const originals = new Map(parse(before, '').items.map(({ node, value }) => [value['name'], { raw: slice(before, node), value }]));
        return parse(text, '').items.reduceRight((mended, { node, value }) => {
            const original = originals.get(value['name']);
            return original && isRestOf(value, original.value) ? replace(mended, node, original.raw) : mended;
        }, text);
    },
    isEmpty: (text) => {
        if (text.trim() === '')
            return true;
        const file = (0,json/* parseObject */.lj)(text);
        const profiles = file?.['profiles'] ?? [];
        return file !== undefined && Array.isArray(profiles) && profiles.length === 0;
    },
    isCutShort: (text) => {
        const errors = [];
        try {
            (0,main.parseTree)(text, errors, { disallowComments: true });
        }
        catch {
            return false;
        }
        const isAtEnd = ({ error, offset, length }) => offset + length >= text.trimEnd().length &&
            error !== END_EXPECTED &&
            (error !== INVALID_SYMBOL ||
                ['true', 'false', 'null'].some((word) => word.startsWith(text.slice(offset))));
        return text.trimStart().startsWith('{') && errors.length > 0 && errors.every(isAtEnd);
    },
};
const [INVALID_SYMBOL, END_EXPECTED] = [1, 9];
const SECRETS = ['access_key_secret', 'sts_token', 'bearer_token', 'process_command'];
function secretsOf(profile) {
    return SECRETS.flatMap((key) => (0,json/* textOf */.b6)(profile[key]) ?? []);
}
function put(text, path, [name, wanted]) {
    const file = parse(text, path);
    const found = find(file, name, path);
    if (found && wanted)
        return replace(text, found.node, wanted);
    if (found)
        return remove(text, file.items, found);
    if (!wanted)
        return text;
    if (file.list?.type !== 'array')
        return put(setProperty(text, 'profiles', []), path, [name, wanted]);
    const [before, last] = [file.items.at(-2), file.items.at(-1)];
    if (!last)
        return replace(text, file.list, `[${wanted}]`);
    const from = before ? text.indexOf(',', end(before.node)) + 1 : file.list.offset + 1;
    return insert(text, end(last.node), `,${text.slice(from, last.node.offset)}${wanted}`);
}
function remove(text, items, item) {
    const index = items.indexOf(item);
    const [before, after] = [items[index - 1], items[index + 1]];
    const from = before ? end(before.node) : item.node.offset;
    const to = !before && after ? after.node.offset : end(item.node);
    return text.slice(0, from) + text.slice(to);
}
function newFile(current, raw) {
    return `{\n\t"current": ${JSON.stringify(current)},\n\t"profiles": [\n\t\t${raw}\n\t],\n\t"meta_path": ""\n}\n`;
}
function isRestOf(now, then) {
    if (Array.isArray(now) && Array.isArray(then))
        return now.length === then.length && now.every((item, index) => isRestOf(item, then[index]));
    const [rest, whole] = [(0,json/* asObject */.eB)(now), (0,json/* asObject */.eB)(then)];
    if (!rest || !whole)
        return now === then || (then === undefined && !now);
    return Object.entries(rest).every(([name, value]) => isRestOf(value, whole[name]));
}
function toJson(profile, replaced = {}) {
    const own = {
        name: profile.name,
        ...(profile.command === undefined
            ? credentialFields(profile.credential)
            : { mode: 'External', process_command: profile.command }),
    };
    const kept = Object.entries(replaced).filter(([name]) => !(name in own || IDENTITY.includes(name)));
    return {
        ...own,
        output_format: 'json',
        language: 'en',
        ...Object.fromEntries(kept),
        ...(profile.region && { region_id: profile.region }),
    };
}
function credentialFields(credential) {
    if (credential.kind === 'bearer')
        return { mode: 'BearerToken', bearer_token: credential.bearerToken.reveal() };
    const key = {
        access_key_id: credential.accessKeyId.reveal(),
        access_key_secret: credential.accessKeySecret.reveal(),
    };
    return credential.kind === 'sts'
        ? { mode: 'StsToken', ...key, sts_token: credential.securityToken.reveal() }
        : { mode: 'AK', ...key };
}
function parse(text, path) {
    const unusable = (what) => new errors/* FileError */.f6(`${path} ${what}. It was left unchanged.`, {
        hint: 'Fix or remove that file: the aliyun CLI cannot read it either.',
    });
    if (text.startsWith('\ufeff'))
        throw unusable('begins with a byte order mark');
    if (text.trim() === '')
        return { current: undefined, list: undefined, items: [] };
    const { profiles = [], current } = parseConfig(text, unusable);
    const [list, second] = propertiesOf(text, 'profiles', unusable);
    if (second)
        throw unusable('has \u201cprofiles\u201d twice');
    const nodes = list?.children ?? [];
    return {
        current,
        list,
        items: profiles.flatMap((value, index) => (nodes[index] ? [{ node: nodes[index], value }] : [])),
    };
}
function find({ items }, name, path) {
    const [item, second] = items.filter(({ value }) => value['name'] === name);
    if (second)
        throw new errors/* FileError */.f6(`${path} has the profile \u201c${name}\u201d twice. It was left unchanged.`, {
            hint: 'Fix that file, or name another profile.',
        });
    return item;
}
function propertiesOf(text, property, unusable) {
    try {
        return ((0,main.parseTree)(text)?.children ?? []).flatMap(({ children }) => children?.[0]?.value === property && children[1] ? [children[1]] : []);
    }
    catch (error) {
        if (error instanceof RangeError)
            throw unusable('is nested too deeply');
        throw error;
    }
}
function setProperty(text, property, value) {
    const json = JSON.stringify(value);
    const node = propertiesOf(text, property, Error).at(-1);
    if (node)
        return replace(text, node, json);
    const first = (0,main.parseTree)(text)?.children?.[0];
    const start = text.indexOf('{') + 1;
    const gap = first ? text.slice(start, first.offset) : '';
    return insert(text, start, `${gap}${JSON.stringify(property)}: ${json}${first ? ',' : ''}`);
}
function end({ offset, length }) {
    return offset + length;
}
function slice(text, node) {
    return text.slice(node.offset, end(node));
}
function replace(text, node, replacement) {
    return text.slice(0, node.offset) + replacement + text.slice(end(node));
}
function insert(text, at, added) {
    return text.slice(0, at) + added + text.slice(at);
}
function layOut(value, text, before) {
    const indentation = /^[ \t]*/.exec(before.slice(before.lastIndexOf('\n') + 1))?.[0] ?? '';
    const step = /\n([ \t]+)/.exec(text)?.[1];
    if (step === undefined)
        return JSON.stringify(value);
    const eol = text.includes('\r\n') ? '\r\n' : '\n';
    return JSON.stringify(value, null, step).replaceAll('\n', eol + indentation);
}


/***/ })

};
;