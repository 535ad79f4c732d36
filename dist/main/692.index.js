"use strict";
exports.id = 692;
exports.ids = [692];
exports.modules = {

/***/ 692:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   aliyunConfig: () => (/* binding */ aliyunConfig)
/* harmony export */ });
/* harmony import */ var jsonc_parser__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(547);
/* harmony import */ var jsonc_parser__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(jsonc_parser__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(357);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(60);



const aliyunConfig = {
    write: (text, path, profile) => {
        if (text === undefined || text.trim() === '') {
            const file = { current: profile.name, profiles: [toJson(profile)], meta_path: '' };
            return `${JSON.stringify(file, null, '\t')}\n`;
        }
        const { profiles, current } = parse(text, path);
        let edited = text;
        if (profiles === undefined)
            edited = edit(edited, ['profiles'], []);
        const index = indexOf(profiles, profile.name, path);
        edited = edit(edited, ['profiles', index ?? profiles?.length ?? 0], toJson(profile), index === undefined);
        return indexOf(profiles, current ?? '', path) === undefined
            ? edit(edited, ['current'], profile.name)
            : edited;
    },
    secretOf: (text, path, name) => {
        const found = find(text, path, name)?.value;
        return (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(found?.['access_key_secret']) ?? (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(found?.['bearer_token']);
    },
    restore: (text, path, name, before) => {
        const found = find(text, path, name);
        if (!found)
            return text;
        const previous = before === undefined ? undefined : find(before, path, name)?.value;
        const restored = edit(text, ['profiles', found.index], previous);
        const { profiles, current } = parse(restored, path);
        if (current !== name || previous)
            return restored;
        const earlier = before === undefined ? undefined : parse(before, path).current;
        const successor = indexOf(profiles, earlier ?? '', path) === undefined ? profiles?.[0]?.['name'] : earlier;
        return edit(restored, ['current'], successor ?? '');
    },
    isEmpty: (text) => {
        try {
            return (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asObject */ .eB)(JSON.parse(text))?.['profiles']?.length === 0;
        }
        catch {
            return text.trim() === '';
        }
    },
};
function toJson(profile) {
    return {
        name: profile.name,
        ...credentialFields(profile.credential),
        ...(profile.region && { region_id: profile.region }),
        output_format: 'json',
        language: 'en',
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
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        throw unusable(path, 'is not valid JSON');
    }
    const file = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asObject */ .eB)(value);
    if (!file)
        throw unusable(path, 'is not a JSON object');
    const profiles = file['profiles'] ?? undefined;
    if (profiles !== undefined && !Array.isArray(profiles))
        throw unusable(path, 'has “profiles” that are no list');
    const list = profiles?.map((profile) => {
        const object = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asObject */ .eB)(profile);
        if (!object)
            throw unusable(path, 'has a profile that is no object');
        return object;
    });
    return { profiles: list, current: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(file['current']) };
}
function unusable(path, what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6(`${path} ${what}. It is left alone.`, {
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
function edit(text, place, value, insert = false) {
    const indented = /\n([ \t]+)"/.exec(text)?.[1] ?? '\t';
    const formattingOptions = {
        insertSpaces: !indented.startsWith('\t'),
        tabSize: indented.startsWith('\t') ? 1 : indented.length,
        eol: text.includes('\r\n') ? '\r\n' : '\n',
    };
    return (0,jsonc_parser__WEBPACK_IMPORTED_MODULE_0__.applyEdits)(text, (0,jsonc_parser__WEBPACK_IMPORTED_MODULE_0__.modify)(text, place, value, { formattingOptions, isArrayInsertion: insert }));
}


/***/ })

};
;