exports.id = 575;
exports.ids = [575];
exports.modules = {

/***/ 4502:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
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

/***/ 5575:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readIniProfile: () => (/* binding */ readIniProfile)
/* harmony export */ });
/* harmony import */ var ini__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5756);
/* harmony import */ var ini__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(ini__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2357);
/* harmony import */ var _sts_endpoints_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1401);
/* harmony import */ var _text_formats_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1074);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1070);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4502);






function readIniProfile(text, file, name, defaults, mask) {
    const withoutHeaderComments = text
        .replace(/^\ufeff/, '')
        .replace(/^(\s*\[[^\]\n]*\])[ \t]*[#;].*$/gm, '$1');
    const section = sectionOf((0,ini__WEBPACK_IMPORTED_MODULE_0__.parse)(withoutHeaderComments), name);
    if (!section)
        return undefined;
    const keys = new _definition_js__WEBPACK_IMPORTED_MODULE_3__/* .ProfileKeys */ .gG(texts(section), `${file}: [${name}]`, mask);
    if (String(section['enable'] ?? 'true').toLowerCase() === 'false') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6(`${file}: [${name}] is disabled (enable = false).`, {
            hint: 'Enable it there, or name another profile.',
            code: 'profile.unusable',
        });
    }
    const stsHost = ROLE_TYPES.includes(keys.optional('type') ?? '')
        ? keys.stsHost('region_id', _sts_endpoints_js__WEBPACK_IMPORTED_MODULE_2__/* .GLOBAL_HOST */ .hq)
        : undefined;
    return { ...define(keys, defaults), ...(stsHost && { stsHost }) };
}
function texts(section) {
    return Object.fromEntries(Object.entries(section).map(([key, value]) => [key, (0,_text_json_js__WEBPACK_IMPORTED_MODULE_4__/* .asObject */ .eB)(value) ? JSON.stringify(value) : value]));
}
function sectionOf(file, name) {
    if (Object.hasOwn(file, name))
        return (0,_text_json_js__WEBPACK_IMPORTED_MODULE_4__/* .asObject */ .eB)(file[name]);
    return name.split('.').reduce((section, part) => (0,_text_json_js__WEBPACK_IMPORTED_MODULE_4__/* .asObject */ .eB)(section?.[part]), file);
}
const TYPES = [
    'access_key',
    'sts',
    'ecs_ram_role',
    'ram_role_arn',
    'oidc_role_arn',
    'credentials_uri',
    'bearer',
];
const ROLE_TYPES = ['ram_role_arn', 'oidc_role_arn'];
const SESSION = {
    sessionName: ['role_session_name'],
    expiration: 'role_session_expiration',
    policy: 'policy',
};
function define(keys, defaults) {
    const type = keys.required('type');
    switch (type) {
        case 'access_key':
            return { source: (0,_definition_js__WEBPACK_IMPORTED_MODULE_3__/* .accessKey */ .uB)(keys), hops: [] };
        case 'sts':
            return {
                source: (0,_definition_js__WEBPACK_IMPORTED_MODULE_3__/* .temporaryKey */ .bq)(keys, 'security_token', 'sts_token'),
                hops: [],
            };
        case 'ecs_ram_role':
            return { source: (0,_definition_js__WEBPACK_IMPORTED_MODULE_3__/* .ecs */ .EI)(keys.optional('role_name'), defaults), hops: [] };
        case 'ram_role_arn':
            return {
                source: keys.optional('security_token', 'sts_token')
                    ? (0,_definition_js__WEBPACK_IMPORTED_MODULE_3__/* .temporaryKey */ .bq)(keys, 'security_token', 'sts_token')
                    : (0,_definition_js__WEBPACK_IMPORTED_MODULE_3__/* .accessKey */ .uB)(keys),
                hops: [
                    {
                        roleArn: keys.matching(_text_formats_js__WEBPACK_IMPORTED_MODULE_5__/* .ROLE_ARN */ .xG, 'the ARN of a role', 'role_arn'),
                        session: keys.session(SESSION, defaults),
                    },
                ],
            };
        case 'oidc_role_arn':
            return {
                source: {
                    from: 'token-file',
                    path: keys.required('oidc_token_file_path'),
                    role: {
                        oidcProviderArn: keys.matching(_text_formats_js__WEBPACK_IMPORTED_MODULE_5__/* .OIDC_PROVIDER_ARN */ .wR, 'the ARN of an OIDC provider', 'oidc_provider_arn'),
                        roleArn: keys.matching(_text_formats_js__WEBPACK_IMPORTED_MODULE_5__/* .ROLE_ARN */ .xG, 'the ARN of a role', 'role_arn'),
                        session: keys.session(SESSION, defaults),
                    },
                },
                hops: [],
            };
        case 'credentials_uri':
            return { source: (0,_definition_js__WEBPACK_IMPORTED_MODULE_3__/* .credentialsUri */ .$5)(keys, defaults), hops: [] };
        case 'bearer':
            return { source: { from: 'bearer', bearerToken: keys.secret('bearer_token') }, hops: [] };
        default:
            throw keys.unknown('type', TYPES);
    }
}


/***/ }),

/***/ 5756:
/***/ ((module) => {

const { hasOwnProperty } = Object.prototype

const encode = (obj, opt = {}) => {
  if (typeof opt === 'string') {
    opt = { section: opt }
  }
  opt.align = opt.align === true
  opt.newline = opt.newline === true
  opt.sort = opt.sort === true
  opt.whitespace = opt.whitespace === true || opt.align === true
  // The `typeof` check is required because accessing the `process` directly fails on browsers.
  /* istanbul ignore next */
  opt.platform = opt.platform || (typeof process !== 'undefined' && process.platform)
  opt.bracketedArray = opt.bracketedArray !== false

  /* istanbul ignore next */
  const eol = opt.platform === 'win32' ? '\r\n' : '\n'
  const separator = opt.whitespace ? ' = ' : '='
  const children = []

  const keys = opt.sort ? Object.keys(obj).sort() : Object.keys(obj)

  let padToChars = 0
  // If aligning on the separator, then padToChars is determined as follows:
  // 1. Get the keys
  // 2. Exclude keys pointing to objects unless the value is null or an array
  // 3. Add `[]` to array keys
  // 4. Ensure non empty set of keys
  // 5. Reduce the set to the longest `safe` key
  // 6. Get the `safe` length
  if (opt.align) {
    padToChars = safe(
      (
        keys
          .filter(k => obj[k] === null || Array.isArray(obj[k]) || typeof obj[k] !== 'object')
          .map(k => Array.isArray(obj[k]) ? `${k}[]` : k)
      )
        .concat([''])
        .reduce((a, b) => safe(a).length >= safe(b).length ? a : b)
    ).length
  }

  let out = ''
  const arraySuffix = opt.bracketedArray ? '[]' : ''

  for (const k of keys) {
    const val = obj[k]
    if (val && Array.isArray(val)) {
      for (const item of val) {
        out += safe(`${k}${arraySuffix}`).padEnd(padToChars, ' ') + separator + safe(item) + eol
      }
    } else if (val && typeof val === 'object') {
      children.push(k)
    } else {
      out += safe(k).padEnd(padToChars, ' ') + separator + safe(val) + eol
    }
  }

  if (opt.section && out.length) {
    out = '[' + safe(opt.section) + ']' + (opt.newline ? eol + eol : eol) + out
  }

  for (const k of children) {
    const nk = splitSections(k, '.').join('\\.')
    const section = (opt.section ? opt.section + '.' : '') + nk
    const child = encode(obj[k], {
      ...opt,
      section,
    })
    if (out.length && child.length) {
      out += eol
    }

    out += child
  }

  return out
}

function splitSections (str, separator) {
  var lastMatchIndex = 0
  var lastSeparatorIndex = 0
  var nextIndex = 0
  var sections = []

  do {
    nextIndex = str.indexOf(separator, lastMatchIndex)

    if (nextIndex !== -1) {
      lastMatchIndex = nextIndex + separator.length

      if (nextIndex > 0 && str[nextIndex - 1] === '\\') {
        continue
      }

      sections.push(str.slice(lastSeparatorIndex, nextIndex))
      lastSeparatorIndex = nextIndex + separator.length
    }
  } while (nextIndex !== -1)

  sections.push(str.slice(lastSeparatorIndex))

  return sections
}

const decode = (str, opt = {}) => {
  opt.bracketedArray = opt.bracketedArray !== false
  const out = Object.create(null)
  let p = out
  let section = null
  //          section          |key      = value
  const re = /^\[([^\]]*)\]\s*$|^([^=]+)(=(.*))?$/i
  const lines = str.split(/[\r\n]+/g)
  const duplicates = {}

  for (const line of lines) {
    if (!line || line.match(/^\s*[;#]/) || line.match(/^\s*$/)) {
      continue
    }
    const match = line.match(re)
    if (!match) {
      continue
    }
    if (match[1] !== undefined) {
      section = unsafe(match[1])
      if (section === '__proto__') {
        // not allowed
        // keep parsing the section, but don't attach it.
        p = Object.create(null)
        continue
      }
      p = out[section] = out[section] || Object.create(null)
      continue
    }
    const keyRaw = unsafe(match[2])
    let isArray
    if (opt.bracketedArray) {
      isArray = keyRaw.length > 2 && keyRaw.slice(-2) === '[]'
    } else {
      duplicates[keyRaw] = (duplicates?.[keyRaw] || 0) + 1
      isArray = duplicates[keyRaw] > 1
    }
    const key = isArray && keyRaw.endsWith('[]')
      ? keyRaw.slice(0, -2) : keyRaw

    if (key === '__proto__') {
      continue
    }
    const valueRaw = match[3] ? unsafe(match[4]) : true
    const value = valueRaw === 'true' ||
      valueRaw === 'false' ||
      valueRaw === 'null' ? JSON.parse(valueRaw)
      : valueRaw

    // Convert keys with '[]' suffix to an array
    if (isArray) {
      if (!hasOwnProperty.call(p, key)) {
        p[key] = []
      } else if (!Array.isArray(p[key])) {
        p[key] = [p[key]]
      }
    }

    // safeguard against resetting a previously defined
    // array by accidentally forgetting the brackets
    if (Array.isArray(p[key])) {
      p[key].push(value)
    } else {
      p[key] = value
    }
  }

  // {a:{y:1},"a.b":{x:2}} --> {a:{y:1,b:{x:2}}}
  // use a filter to return the keys that have to be deleted.
  const remove = []
  for (const k of Object.keys(out)) {
    if (!hasOwnProperty.call(out, k) ||
      typeof out[k] !== 'object' ||
      Array.isArray(out[k])) {
      continue
    }

    // see if the parent section is also an object.
    // if so, add it to that, and mark this one for deletion
    const parts = splitSections(k, '.')
    p = out
    const l = parts.pop()
    const nl = l.replace(/\\\./g, '.')
    for (const part of parts) {
      if (part === '__proto__') {
        continue
      }
      if (!hasOwnProperty.call(p, part) || typeof p[part] !== 'object') {
        p[part] = Object.create(null)
      }
      p = p[part]
    }
    if (p === out && nl === l) {
      continue
    }

    p[nl] = out[k]
    remove.push(k)
  }
  for (const del of remove) {
    delete out[del]
  }

  return out
}

const isQuoted = val => {
  return (val.startsWith('"') && val.endsWith('"')) ||
    (val.startsWith("'") && val.endsWith("'"))
}

const safe = val => {
  if (
    typeof val !== 'string' ||
    val.match(/[=\r\n]/) ||
    val.match(/^\[/) ||
    (val.length > 1 && isQuoted(val)) ||
    val !== val.trim()
  ) {
    return JSON.stringify(val)
  }
  return val.split(';').join('\\;').split('#').join('\\#')
}

const unsafe = val => {
  val = (val || '').trim()
  if (isQuoted(val)) {
    // remove the single quotes before calling JSON.parse
    if (val.charAt(0) === "'") {
      val = val.slice(1, -1)
    }
    try {
      val = JSON.parse(val)
    } catch {
      // ignore errors
    }
  } else {
    // walk the val to find the first not-escaped ; character
    let esc = false
    let unesc = ''
    for (let i = 0, l = val.length; i < l; i++) {
      const c = val.charAt(i)
      if (esc) {
        if ('\\;#'.indexOf(c) !== -1) {
          unesc += c
        } else {
          unesc += '\\' + c
        }

        esc = false
      } else if (';#'.indexOf(c) !== -1) {
        break
      } else if (c === '\\') {
        esc = true
      } else {
        unesc += c
      }
    }
    if (esc) {
      unesc += '\\'
    }

    return unesc.trim()
  }
  return val
}

module.exports = {
  parse: decode,
  decode,
  stringify: encode,
  encode,
  safe,
  unsafe,
}


/***/ })

};
;