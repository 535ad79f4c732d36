"use strict";
exports.id = 338;
exports.ids = [338];
exports.modules = {

/***/ 338:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  aliyunConfig: () => (/* binding */ aliyunConfig)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(357);
// EXTERNAL MODULE: ./lib/text/json.js
var json = __webpack_require__(70);
// EXTERNAL MODULE: ./node_modules/jsonc-parser/lib/umd/main.js
var main = __webpack_require__(547);
;// CONCATENATED MODULE: ./lib/exporters/profile/json-edit.js

function listItems(text, property) {
    return propertyOf(text, property)?.children?.map((item) => slice(text, item));
}
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
    const items = itemsOf(text, property);
    const last = items.at(-1);
    if (last) {
        const before = items.at(-2);
        const list = propertyOf(text, property);
        const from = before ? text.indexOf(',', end(before)) + 1 : (list?.offset ?? 0) + 1;
        const gap = text.slice(from, last.offset);
        return replace(text, end(last), end(last), `,${gap}${layOut(value, text, last.offset)}`);
    }
    const list = propertyOf(text, property);
    return list ? replace(text, list.offset, end(list), `[${layOut(value, text, list.offset)}]`) : text;
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
    secretOf: (text, path, name) => {
        const found = find(text, path, name)?.value;
        return (0,json/* textOf */.b6)(found?.['access_key_secret']) ?? (0,json/* textOf */.b6)(found?.['bearer_token']);
    },
    restore: (text, path, name, before) => {
        const found = find(text, path, name);
        if (!found)
            return text;
        const earlier = before?.trim() ? before : undefined;
        const previous = earlier && find(earlier, path, name);
        if (earlier && previous) {
            const raw = listItems(earlier, 'profiles')?.[previous.index] ?? '';
            return replaceItemText(text, 'profiles', found.index, raw);
        }
        const restored = removeItem(text, 'profiles', found.index);
        const { profiles, current } = parse(restored, path);
        if (current !== name)
            return restored;
        const chosen = earlier && parse(earlier, path).current;
        const successor = indexOf(profiles, chosen ?? '', path) === undefined ? profiles?.[0]?.['name'] : chosen;
        return setProperty(restored, 'current', successor ?? '');
    },
    isEmpty: (text) => {
        try {
            return (0,json/* asObject */.eB)(JSON.parse(text))?.['profiles']?.length === 0;
        }
        catch {
            return text.trim() === '';
        }
    },
};
function toJson(profile, replaced) {
    const region = profile.region ?? (0,json/* textOf */.b6)(replaced?.['region_id']);
    return {
        name: profile.name,
        ...credentialFields(profile.credential),
        ...(region && { region_id: region }),
        output_format: (0,json/* textOf */.b6)(replaced?.['output_format']) ?? 'json',
        language: (0,json/* textOf */.b6)(replaced?.['language']) ?? 'en',
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
        throw unusable(path, 'has “profiles” that are no list');
    if (isTwice(text, path))
        throw unusable(path, 'has “profiles” twice');
    const list = profiles?.map((profile) => {
        const object = (0,json/* asObject */.eB)(profile);
        if (!object)
            throw unusable(path, 'has a profile that is no object');
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
            throw unusable(path, 'is nested too deep');
        throw error;
    }
}
function unusable(path, what) {
    return new errors/* FileError */.f6(`${path} ${what}. It is left alone.`, {
        hint: 'Mend or remove that file: the aliyun CLI cannot read it either.',
    });
}
function indexOf(profiles, name, path) {
    const indexes = [...(profiles ?? []).entries()].filter(([, profile]) => profile['name'] === name);
    if (indexes.length > 1)
        throw unusable(path, `has the profile “${name}” twice`);
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