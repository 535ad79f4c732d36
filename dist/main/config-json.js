"use strict";
exports.id = 338;
exports.ids = [338];
exports.modules = {

/***/ 5338:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  aliyunConfig: () => (/* binding */ aliyunConfig)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(2357);
// EXTERNAL MODULE: ./lib/text/json.js
var json = __webpack_require__(1070);
// EXTERNAL MODULE: ./node_modules/jsonc-parser/lib/umd/main.js
var main = __webpack_require__(9547);
;// CONCATENATED MODULE: ./lib/exporters/profile/json-edit.js

function listItems(text, property) {
    return propertyOf(text, property)?.children?.map((item) => slice(text, item));
}
function isCutShort(text) {
    if (!text.trimStart().startsWith('{'))
        return false;
    const errors = [];
    (0,main.parseTree)(text, errors);
    const length = text.trimEnd().length;
    const isWord = (part) => ['true', 'false', 'null'].some((word) => word.startsWith(part));
    return (errors.length > 0 &&
        errors.every(({ error, offset, length: extent }) => {
            if (error === END_OF_FILE_EXPECTED || offset + extent < length)
                return false;
            return error !== INVALID_SYMBOL || isWord(text.slice(offset, length));
        }));
}
const INVALID_SYMBOL = 1;
const END_OF_FILE_EXPECTED = 9;
function isRepeated(text, property) {
    return (rootOf(text).children ?? []).filter(({ children }) => children?.[0]?.value === property).length > 1;
}
function setProperty(text, property, value) {
    const node = propertyOf(text, property);
    if (node)
        return replace(text, node.offset, end(node), JSON.stringify(value));
    const root = rootOf(text);
    const first = root.children?.[0];
    const added = `${JSON.stringify(property)}: ${JSON.stringify(value)}`;
    const gap = first ? text.slice(root.offset + 1, first.offset) : '';
    return replace(text, root.offset + 1, root.offset + 1, `${gap}${added}${first ? ',' : ''}`);
}
function replaceItem(text, property, index, value) {
    const item = itemsOf(text, property)[index];
    return item ? replace(text, item.offset, end(item), layOut(value, text, item.offset)) : text;
}
function replaceItemText(text, property, index, raw) {
    const item = itemsOf(text, property)[index];
    return item ? replace(text, item.offset, end(item), raw) : text;
}
function appendItem(text, property, value) {
    return append(text, property, (place) => layOut(value, text, place));
}
function appendItemText(text, property, raw) {
    return append(text, property, () => raw);
}
function append(text, property, itemAt) {
    const items = itemsOf(text, property);
    const last = items.at(-1);
    if (last) {
        const before = items.at(-2);
        const list = propertyOf(text, property);
        const from = before ? text.indexOf(',', end(before)) + 1 : (list?.offset ?? 0) + 1;
        const gap = text.slice(from, last.offset);
        return replace(text, end(last), end(last), `,${gap}${itemAt(last.offset)}`);
    }
    const list = propertyOf(text, property);
    return list ? replace(text, list.offset, end(list), `[${itemAt(list.offset)}]`) : text;
}
function removeItem(text, property, index) {
    const items = itemsOf(text, property);
    const [before, item, after] = [items[index - 1], items[index], items[index + 1]];
    if (!item)
        return text;
    if (before)
        return replace(text, end(before), end(item), '');
    return replace(text, item.offset, after ? after.offset : end(item), '');
}
function rootOf(text) {
    const root = (0,main.parseTree)(text);
    if (!root)
        throw new Error('The text is not JSON.');
    return root;
}
function propertyOf(text, property) {
    return rootOf(text).children?.findLast(({ children }) => children?.[0]?.value === property)?.children?.[1];
}
function itemsOf(text, property) {
    return propertyOf(text, property)?.children ?? [];
}
function end(node) {
    return node.offset + node.length;
}
function slice(text, node) {
    return text.slice(node.offset, end(node));
}
function replace(text, from, to, replacement) {
    return text.slice(0, from) + replacement + text.slice(to);
}
function layOut(value, text, place) {
    const indentation = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', place - 1) + 1, place))?.[0] ?? '';
    const step = /\n([ \t]+)/.exec(text)?.[1];
    if (step === undefined)
        return JSON.stringify(value);
    const eol = text.includes('\r\n') ? '\r\n' : '\n';
    return JSON.stringify(value, null, step).replaceAll('\n', eol + indentation);
}

;// CONCATENATED MODULE: ./lib/exporters/profile/config-json.js



const aliyunConfig = {
    write: (text, path, profile) => {
        if (text === undefined || text.trim() === '') {
            const file = { current: profile.name, profiles: [toJson(profile)], meta_path: '' };
            return `${JSON.stringify(file, null, '\t')}\n`;
        }
        const { profiles, current } = parse(text, path);
        const index = indexOf(profiles, profile.name, path);
        const listed = profiles === undefined ? setProperty(text, 'profiles', []) : text;
        const edited = index === undefined
            ? appendItem(listed, 'profiles', toJson(profile))
            : replaceItem(listed, 'profiles', index, toJson(profile, profiles?.[index]));
        return indexOf(profiles, current ?? '', path) === undefined
            ? setProperty(edited, 'current', profile.name)
            : edited;
    },
    markOf: (text, path, name) => {
        const found = find(text, path, name)?.value;
        if (found?.['mode'] === 'External')
            return (0,json/* textOf */.b6)(found['process_command']);
        return (0,json/* textOf */.b6)(found?.['access_key_secret']) ?? (0,json/* textOf */.b6)(found?.['bearer_token']);
    },
    excerpt: (text, path, name) => {
        const found = find(text, path, name);
        const raw = found && listItems(text, 'profiles')?.[found.index];
        return raw && `{"profiles":[${raw}]}`;
    },
    restore: (text, path, name, excerpt, before, heirs) => {
        if (text.trim() === '')
            return excerpt ?? text;
        const found = find(text, path, name);
        const raw = excerpt && listItems(excerpt, 'profiles')?.[0];
        const listed = raw && !parse(text, path).profiles ? setProperty(text, 'profiles', []) : text;
        const restored = found
            ? raw
                ? replaceItemText(text, 'profiles', found.index, raw)
                : removeItem(text, 'profiles', found.index)
            : raw
                ? appendItemText(listed, 'profiles', raw)
                : text;
        const { profiles, current } = parse(restored, path);
        const earlier = before?.trim() ? parse(before, path) : undefined;
        const chosen = earlier?.current;
        const isIn = (list, profile) => indexOf(list, profile ?? '', path) !== undefined;
        const isOurs = current === name && (!isIn(profiles, name) || !isIn(earlier?.profiles, chosen));
        if (!isOurs)
            return restored;
        const heir = heirs.find((candidate) => isIn(profiles, candidate));
        const stands = heir === undefined ? chosen !== undefined : isIn(profiles, chosen);
        return setProperty(restored, 'current', (stands ? chosen : (heir ?? profiles?.[0]?.['name'])) ?? '');
    },
    mend: (text, before) => {
        const [now, then] = [text, before].map((content) => (0,json/* parseObject */.lj)(content));
        if (!now || !then)
            return text;
        if (isRestOf(now, then))
            return before;
        const items = listItems(text, 'profiles') ?? [];
        const profiles = objectsIn(now['profiles']);
        const originals = new Map((listItems(before, 'profiles') ?? []).map((raw) => [(0,json/* parseObject */.lj)(raw)?.['name'], raw]));
        return profiles.reduce((mended, profile, index) => {
            const raw = originals.get(profile?.['name']);
            if (raw === undefined || raw === items[index] || !isRestOf(profile, (0,json/* parseObject */.lj)(raw)))
                return mended;
            return replaceItemText(mended, 'profiles', index, raw);
        }, text);
    },
    isUnfinished: (text, before, ours) => {
        if (!isCutShort(text))
            return false;
        const owners = new Map(objectsIn((0,json/* parseObject */.lj)(before ?? '')?.['profiles']).map((profile) => [profile?.['name'], profile]));
        return (listItems(text, 'profiles') ?? []).every((raw) => {
            const profile = (0,json/* parseObject */.lj)(raw);
            return (profile === undefined ||
                ours.some((name) => name === profile['name']) ||
                isRestOf(profile, owners.get(profile['name'])));
        });
    },
    isEmpty: (text) => {
        try {
            return objectsIn((0,json/* asObject */.eB)(JSON.parse(text))?.['profiles']).length === 0;
        }
        catch {
            return text.trim() === '';
        }
    },
};
function isRestOf(now, then) {
    if (Array.isArray(now) && Array.isArray(then))
        return now.length === then.length && now.every((item, index) => isRestOf(item, then[index]));
    const [rest, whole] = [(0,json/* asObject */.eB)(now), (0,json/* asObject */.eB)(then)];
    if (!rest || !whole)
        return now === then || (then === undefined && !now);
    return Object.entries(rest).every(([name, value]) => isRestOf(value, whole[name]));
}
function objectsIn(list) {
    return Array.isArray(list) ? list.map(json/* asObject */.eB) : [];
}
const SETTINGS = [
    'region_id',
    'output_format',
    'language',
    'site',
    'endpoint_type',
    'sts_region',
    'sts_endpoint',
    'enable_vpc',
    'retry_timeout',
    'connect_timeout',
    'read_timeout',
    'retry_count',
    'bearer_token_header_key',
    'auto_plugin_install',
];
function toJson(profile, replaced = {}) {
    const settings = Object.entries(replaced).filter(([name]) => SETTINGS.includes(name));
    return {
        name: profile.name,
        ...(profile.command === undefined
            ? credentialFields(profile.credential)
            : { mode: 'External', process_command: profile.command }),
        output_format: 'json',
        language: 'en',
        ...Object.fromEntries(settings),
        ...(profile.region && { region_id: profile.region }),
    };
}
function credentialFields(credential) {
    switch (credential.kind) {
        case 'bearer':
            return { mode: 'BearerToken', bearer_token: credential.bearerToken.reveal() };
        case 'access_key':
            return {
                mode: 'AK',
                access_key_id: credential.accessKeyId.reveal(),
                access_key_secret: credential.accessKeySecret.reveal(),
            };
        case 'sts':
            return {
                mode: 'StsToken',
                access_key_id: credential.accessKeyId.reveal(),
                access_key_secret: credential.accessKeySecret.reveal(),
                sts_token: credential.securityToken.reveal(),
            };
    }
}
function parse(text, path) {
    if (text.startsWith('\ufeff'))
        throw unusable(path, 'begins with a byte order mark');
    if (text.trim() === '')
        return { profiles: undefined, current: undefined };
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        throw unusable(path, 'is not valid JSON');
    }
    const file = (0,json/* asObject */.eB)(value);
    if (!file)
        throw unusable(path, 'is not a JSON object');
    const profiles = file['profiles'] ?? undefined;
    if (profiles !== undefined && !Array.isArray(profiles))
        throw unusable(path, 'has \u201cprofiles\u201d that is not a list');
    if (isTwice(text, path))
        throw unusable(path, 'has \u201cprofiles\u201d twice');
    const list = profiles?.map((profile) => {
        const object = (0,json/* asObject */.eB)(profile);
        if (!object)
            throw unusable(path, 'has a profile that is not an object');
        return object;
    });
    return { profiles: list, current: (0,json/* textOf */.b6)(file['current']) };
}
function isTwice(text, path) {
    try {
        return isRepeated(text, 'profiles');
    }
    catch (error) {
        if (error instanceof RangeError)
            throw unusable(path, 'is nested too deeply');
        throw error;
    }
}
function unusable(path, what) {
    return new errors/* FileError */.f6(`${path} ${what}. It was left unchanged.`, {
        hint: 'Fix or remove that file: the aliyun CLI cannot read it either.',
    });
}
function indexOf(profiles, name, path) {
    const indexes = [...(profiles ?? []).entries()].filter(([, profile]) => profile['name'] === name);
    if (indexes.length > 1)
        throw unusable(path, `has the profile \u201c${name}\u201d twice`);
    return indexes[0]?.[0];
}
function find(text, path, name) {
    const { profiles } = parse(text, path);
    const index = indexOf(profiles, name, path);
    const value = index === undefined ? undefined : profiles?.[index];
    return index === undefined || !value ? undefined : { index, value };
}


/***/ })

};
;