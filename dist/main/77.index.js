"use strict";
exports.id = 77;
exports.ids = [77];
exports.modules = {

/***/ 4502:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $5: () => (/* binding */ credentialsUri),
/* harmony export */   EI: () => (/* binding */ ecs),
/* harmony export */   bq: () => (/* binding */ temporaryKey),
/* harmony export */   gG: () => (/* binding */ ProfileKeys),
/* harmony export */   uB: () => (/* binding */ accessKey)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2357);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5828);
/* harmony import */ var _sts_endpoints_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1401);
/* harmony import */ var _text_formats_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1074);




class ProfileKeys {
    #keys;
    #place;
    #mask;
    constructor(keys, place, mask) {
        this.#keys = keys;
        this.#place = place;
        this.#mask = mask;
    }
    optional(...names) {
        for (const name of names) {
            const value = this.#keys[name];
            if (typeof value === 'string' && value !== '')
                return value;
            if (typeof value === 'number' && value !== 0)
                return String(value);
        }
        return undefined;
    }
    required(...names) {
        const value = this.optional(...names);
        if (value === undefined)
            throw this.error(`has no ${names.join(' or ')}`);
        return value;
    }
    secret(...names) {
        return this.#sound(names, true);
    }
    signingSecret(...names) {
        return this.#sound(names, false);
    }
    #sound(names, isSent) {
        const value = this.required(...names);
        const flaw = (0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .flawOf */ .e3)(value, isSent);
        if (flaw) {
            const name = names.find((candidate) => this.optional(candidate) === value) ?? '';
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FileError */ .f6(`${this.nameOf(name)} ${flaw}.`, { hint: _secrets_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .FLAW_HINT */ .FU });
        }
        return _secrets_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .Secret */ .zh.of(value, this.#mask);
    }
    matching(format, what, ...names) {
        const value = this.required(...names);
        if (!format.test(value))
            throw this.error(`has a ${names[0]} that is not ${what}`);
        return value;
    }
    session(names, defaults) {
        const roleSessionName = this.optional(...names.sessionName) ?? defaults.roleSessionName;
        if (!_text_formats_js__WEBPACK_IMPORTED_MODULE_3__/* .ROLE_SESSION_NAME */ .mE.test(roleSessionName)) {
            throw this.error(`has a ${names.sessionName.join(' or ')} that is not 2 to 64 letters, digits and . @ _ -`);
        }
        const seconds = this.optional(names.expiration);
        const durationSeconds = seconds === undefined ? defaults.durationSeconds : Number(seconds);
        if (!(Number.isInteger(durationSeconds) && durationSeconds >= _text_formats_js__WEBPACK_IMPORTED_MODULE_3__/* .MIN_SESSION */ .YF && durationSeconds <= _text_formats_js__WEBPACK_IMPORTED_MODULE_3__/* .MAX_SESSION */ .Ms)) {
            throw this.error(`has a ${names.expiration} that is not a number of seconds from ${_text_formats_js__WEBPACK_IMPORTED_MODULE_3__/* .MIN_SESSION */ .YF} to ${_text_formats_js__WEBPACK_IMPORTED_MODULE_3__/* .MAX_SESSION */ .Ms}`);
        }
        const policy = names.policy ? this.optional(names.policy) : undefined;
        return { roleSessionName, durationSeconds, ...(policy && { policy }) };
    }
    stsHost(name, otherwise) {
        const region = this.optional(name);
        if (region === undefined)
            return undefined;
        return (warn) => {
            const host = _sts_endpoints_js__WEBPACK_IMPORTED_MODULE_2__/* .KNOWN_REGIONS */ .Qu.includes(region) ? (0,_sts_endpoints_js__WEBPACK_IMPORTED_MODULE_2__/* .hostOf */ .w4)(region, false) : undefined;
            if (host)
                return host;
            const error = this.error(`has a ${name} in which STS has no public endpoint that this version knows`, 'The inputs sts-region and sts-endpoint say which STS is asked instead.');
            if (otherwise === undefined)
                throw error;
            warn(`${error.message} ${otherwise} is asked instead.`);
            return otherwise;
        };
    }
    nameOf(key) {
        return `${this.#place}: ${key}`;
    }
    unknown(name, known) {
        const value = this.optional(name) ?? '';
        const shown = /^[\w-]{1,40}$/.test(value) ? ` “${value}”` : '';
        return this.error(`has a ${name}${shown} that is none of ${known.join(', ')}`);
    }
    error(what, hint) {
        const code = 'profile.unusable';
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FileError */ .f6(`${this.#place} ${what}.`, { code, ...(hint !== undefined && { hint }) });
    }
}
function accessKey(keys) {
    return {
        from: 'access_key',
        accessKeyId: keys.secret('access_key_id'),
        accessKeySecret: keys.signingSecret('access_key_secret'),
    };
}
function temporaryKey(keys, ...tokens) {
    return { ...accessKey(keys), from: 'sts', securityToken: keys.secret(...tokens) };
}
function credentialsUri(keys, { allowHttp }) {
    const key = 'credentials_uri';
    return { from: 'credentials_uri', uri: keys.secret(key), name: keys.nameOf(key), allowHttp };
}
function ecs(roleName, defaults) {
    return {
        from: 'ecs_ram_role',
        endpoint: defaults.metadataEndpoint,
        found: true,
        namedBy: 'the role’s name in the profile',
        ...(roleName && { roleName }),
        ...(defaults.disableImdsV1 !== undefined && { disableImdsV1: defaults.disableImdsV1 }),
    };
}


/***/ }),

/***/ 3077:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readConfigProfile: () => (/* binding */ readConfigProfile)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2357);
/* harmony import */ var _text_formats_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1074);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1070);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4502);




function readConfigProfile(text, file, name, defaults, mask) {
    const config = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseObject */ .lj)(text.replace(/^\ufeff/, ''));
    if (!config)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FileError */ .f6(`${file} is not a JSON object.`, { code: 'profile.config' });
    const profiles = config['profiles'];
    const list = (Array.isArray(profiles) ? profiles : [])
        .map(_text_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asObject */ .eB)
        .filter((profile) => profile !== undefined);
    const wanted = name ?? (0,_text_json_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(config['current']);
    if (wanted === undefined)
        return undefined;
    return read(list, file, wanted, defaults, mask, []);
}
function read(profiles, file, name, defaults, mask, visited) {
    const profile = profiles.find((candidate) => candidate['name'] === name);
    if (!profile)
        return undefined;
    const keys = new _definition_js__WEBPACK_IMPORTED_MODULE_1__/* .ProfileKeys */ .gG(profile, `${file}: profile “${name}”`, mask);
    const mode = keys.required('mode');
    const stsHost = ROLE_MODES.includes(mode) ? keys.stsHost('sts_region') : undefined;
    const withHost = (definition) => ({
        ...definition,
        ...(stsHost && { stsHost }),
    });
    switch (mode) {
        case 'AK':
            return { source: (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .accessKey */ .uB)(keys), hops: [] };
        case 'StsToken':
            return { source: (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .temporaryKey */ .bq)(keys, 'sts_token'), hops: [] };
        case 'RamRoleArn':
            return withHost({
                source: keys.optional('sts_token') ? (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .temporaryKey */ .bq)(keys, 'sts_token') : (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .accessKey */ .uB)(keys),
                hops: [hop(keys, defaults)],
            });
        case 'EcsRamRole':
            return { source: (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .ecs */ .EI)(keys.optional('ram_role_name'), defaults), hops: [] };
        case 'OIDC':
            return withHost({
                source: {
                    from: 'token-file',
                    path: keys.required('oidc_token_file'),
                    role: {
                        oidcProviderArn: keys.matching(_text_formats_js__WEBPACK_IMPORTED_MODULE_3__/* .OIDC_PROVIDER_ARN */ .wR, 'the ARN of an OIDC provider', 'oidc_provider_arn'),
                        roleArn: keys.matching(_text_formats_js__WEBPACK_IMPORTED_MODULE_3__/* .ROLE_ARN */ .xG, 'the ARN of a role', 'ram_role_arn'),
                        session: keys.session(SESSION, defaults),
                    },
                },
                hops: [],
            });
        case 'ChainableRamRoleArn': {
            const source = keys.required('source_profile');
            if ([...visited, name].includes(source))
                throw keys.error('is, by its source_profile, its own source');
            const first = read(profiles, file, source, defaults, mask, [...visited, name]);
            if (!first)
                throw keys.error(`has a source_profile that is not in the file`);
            return withHost({ ...first, hops: [...first.hops, hop(keys, defaults)] });
        }
        case 'CredentialsURI':
            return { source: (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .credentialsUri */ .$5)(keys, defaults), hops: [] };
        case 'BearerToken':
            return { source: { from: 'bearer', bearerToken: keys.secret('bearer_token') }, hops: [] };
        default:
            throw keys.unknown('mode', MODES);
    }
}
const MODES = [
    'AK',
    'StsToken',
    'RamRoleArn',
    'EcsRamRole',
    'OIDC',
    'ChainableRamRoleArn',
    'CredentialsURI',
    'BearerToken',
];
const ROLE_MODES = ['RamRoleArn', 'OIDC', 'ChainableRamRoleArn'];
const SESSION = { sessionName: ['ram_session_name', 'role_session_name'], expiration: 'expired_seconds' };
function hop(keys, defaults) {
    const externalId = keys.optional('external_id');
    return {
        roleArn: keys.matching(_text_formats_js__WEBPACK_IMPORTED_MODULE_3__/* .ROLE_ARN */ .xG, 'the ARN of a role', 'ram_role_arn'),
        session: keys.session(SESSION, defaults),
        ...(externalId && { externalId: keys.matching(_text_formats_js__WEBPACK_IMPORTED_MODULE_3__/* .EXTERNAL_ID */ .AQ, 'an external ID', 'external_id') }),
    };
}


/***/ })

};
;