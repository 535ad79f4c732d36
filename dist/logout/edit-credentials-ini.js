"use strict";
exports.id = 56;
exports.ids = [56];
exports.modules = {

/***/ 56:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  credentialsIni: () => (/* binding */ credentialsIni)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(357);
// EXTERNAL MODULE: ./lib/text/formats.js
var formats = __webpack_require__(74);
;// CONCATENATED MODULE: ./lib/profiles/credentials-ini.js

function parseIni(text, unusable) {
    if (text.length > formats/* LONGEST_FILE */.SI)
        throw unusable('it is too large to be one');
    const loose = [];
    const sections = [];
    let pending = [];
    let offset = 0;
    for (const line of iniLines(text)) {
        const { kind, name, raw, number } = line;
        const section = sections.at(-1);
        const start = offset;
        offset += raw.length;
        if (kind === 'other')
            throw unusable(`line ${number} is not a section, a \u201ckey = value\u201d pair or a comment`);
        if (kind === 'header')
            sections.push({ name, start, end: offset, lines: [line] });
        else if (kind === 'comment')
            pending.push(line);
        else if (!section)
            loose.push(line);
        else {
            for (const one of [...pending, line])
                section.lines.push(one);
            section.end = offset;
        }
        if (kind !== 'comment')
            pending = [];
    }
    return { loose, sections };
}
function* iniLines(text) {
    let number = 0;
    for (const [raw] of text.matchAll(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g)) {
        number += 1;
        yield { raw, number, ...meaningOf(raw) };
    }
}
function meaningOf(text) {
    const line = text.trim();
    const nothing = { name: '', value: '' };
    if (line === '' || isCommentStart(line[0]))
        return { kind: 'comment', ...nothing };
    if (line.startsWith('[')) {
        const end = line.indexOf(']');
        const rest = line.slice(end + 1).trim();
        if (end < 0 || !(rest === '' || isCommentStart(rest[0])))
            return { kind: 'other', ...nothing };
        return { kind: 'header', name: line.slice(1, end).trim(), value: '' };
    }
    const equals = line.indexOf('=');
    const name = line.slice(0, Math.max(equals, 0)).trim();
    if (name !== '')
        return { kind: 'entry', name, value: line.slice(equals + 1).trim() };
    const isForeign = /^[A-Za-z0-9_][^=:]*:/.test(line) || (/^\s/.test(text) && !/^["{}[\],]/.test(line));
    return { kind: isForeign ? 'foreign' : 'other', ...nothing };
}
function isCommentStart(character) {
    return character === '#' || character === ';';
}

;// CONCATENATED MODULE: ./lib/profiles/edit-credentials-ini.js



const credentialsIni = {
    compose: (text = '', path, { name, credential, command }) => {
        const eol = lineEnd(text);
        const kept = find(text, path, name)?.lines.filter(({ kind }) => kind === 'comment') ?? [];
        const entries = command === undefined ? entriesOf(credential) : [];
        const lines = entries.map((line) => line + eol);
        return [`[${name}]${eol}`, ...kept.map(({ raw }) => raw), ...lines].join('');
    },
    entries: (text, path) => parse(text, path).map(({ name, lines }) => ({
        name,
        text: lines.map(({ raw }) => raw).join(''),
        secrets: SECRETS.flatMap((key) => lines.filter((line) => line.kind === 'entry' && line.name === key).flatMap(bareValue)),
    })),
    remains: () => [],
    show: putAll,
    hide: putAll,
    mend: (text, before) => (text.trimEnd() === before.trimEnd() ? before : text),
    isEmpty: (text) => text.trim() === '',
    isCutShort: () => false,
};
const SECRETS = ['access_key_secret', 'security_token', 'sts_token', 'bearer_token'];
function bareValue({ value }) {
    const [bare = ''] = value.split(/[#;]/, 1);
    return bare.trim() === '' ? [] : [bare.trim()];
}
function putAll(text = '', path, entries) {
    return entries.reduce((all, entry) => put(all, path, entry), text);
}
function put(text, path, [name, wanted]) {
    const section = find(text, path, name);
    if (section && wanted !== undefined)
        return splice(text, section, wanted);
    if (section)
        return splice(text, { ...section, start: withGap(text, section.start) }, '');
    if (wanted === undefined)
        return text;
    const eol = lineEnd(text);
    return text + (text === '' ? '' : text.endsWith('\n') ? eol : eol + eol) + wanted;
}
function entriesOf(credential) {
    const pairs = [['enable', 'true']];
    if (credential.kind === 'bearer')
        pairs.push(['type', 'bearer'], ['bearer_token', credential.bearerToken.reveal()]);
    else {
        pairs.push(['type', credential.kind]);
        pairs.push(['access_key_id', credential.accessKeyId.reveal()]);
        pairs.push(['access_key_secret', credential.accessKeySecret.reveal()]);
    }
    if (credential.kind === 'sts') {
        pairs.push(['security_token', credential.securityToken.reveal()]);
        pairs.push(['sts_token', credential.securityToken.reveal()]);
    }
    return pairs.map(([key, value]) => `${key} = ${bare(key, value)}`);
}
function bare(key, value) {
    if (formats/* INI_VALUE */.hX.test(value))
        return value;
    throw new errors/* InputError */.dz(`profile: the credential\u2019s ${key.replaceAll('_', '-')} has a character that tools read differently in credentials.ini (${formats/* NO_INI_VALUE */.Zm}).`, 'Export this credential without profile: environment variables and outputs take every character.');
}
function parse(text, path) {
    const hint = 'Fix or remove that file, or name another with credentials-file.';
    if (text.startsWith('\ufeff')) {
        throw new errors/* FileError */.f6(`${path} begins with a byte order mark, which breaks several tools. It was left unchanged.`, { hint });
    }
    return parseIni(text, (what) => new errors/* FileError */.f6(`${path} is not a credentials.ini: ${what}. It was left unchanged.`, { hint })).sections;
}
function find(text, path, name) {
    const [section, second] = parse(text, path).filter((one) => one.name === name);
    if (second)
        throw new errors/* FileError */.f6(`${path} has the section [${name}] twice, so it was left unchanged.`);
    return section;
}
function splice(text, { start, end }, replacement) {
    const rest = text.slice(end);
    const joint = rest !== '' && /[^\n]$/.test(replacement) ? lineEnd(text) : '';
    return text.slice(0, start) + replacement + joint + rest;
}
function withGap(text, start) {
    return start - (/(?:^|\n)(\r?\n)$/.exec(text.slice(0, start))?.[1]?.length ?? 0);
}
function lineEnd(text) {
    return text.includes('\r\n') ? '\r\n' : '\n';
}


/***/ })

};
;