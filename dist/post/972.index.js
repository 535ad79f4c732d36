"use strict";
exports.id = 972;
exports.ids = [972];
exports.modules = {

/***/ 972:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  profile: () => (/* binding */ profile)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(357);
;// CONCATENATED MODULE: ./lib/profiles/places.js

function configFile({ home }) {
    const folder = home();
    return folder && external_node_path_default().join(folder, '.aliyun', 'config.json');
}
function cliConfigFile({ env, platform }) {
    const folder = `${env.get('HOMEDRIVE') ?? ''}${env.get('HOMEPATH') ?? ''}`;
    return platform === 'win32' && folder !== ''
        ? external_node_path_default().win32.join(folder, '.aliyun', 'config.json')
        : undefined;
}
function homeVariable({ platform }) {
    return platform === 'win32' ? 'USERPROFILE' : 'HOME';
}

;// CONCATENATED MODULE: ./lib/text/windows-names.js
const ROOT = /^(?:[A-Za-z]:[\\/]|[\\/]{2}[^\\/?.][^\\/]*[\\/]+[^\\/]+(?:[\\/]|$))/;
const ILLEGAL = /[<>:"|?*\u0000-\u001f]/;
const DEVICE = /^(?:CON|PRN|AUX|NUL|(?:COM|LPT)[0-9¹²³]|CONIN\$|CONOUT\$|CLOCK\$) *(?:\.|$)/i;
function flawOfWindowsPath(file) {
    const root = ROOT.exec(file)?.[0];
    if (root === undefined)
        return 'does not begin with a drive or a share';
    for (const name of file.slice(root.length).split(/[\\/]/)) {
        if (name === '' || name === '.' || name === '..')
            continue;
        const illegal = ILLEGAL.exec(name)?.[0];
        if (illegal !== undefined) {
            return illegal < ' '
                ? 'has a control character in it'
                : `has ${illegal} in it, which no file name may have on Windows`;
        }
        if (DEVICE.test(name))
            return `has ${name} in it, the name of a device on Windows`;
        if (/[. ]$/.test(name))
            return 'has a name in it that ends with a dot or a space, which Windows drops';
    }
    return undefined;
}

// EXTERNAL MODULE: ./lib/undo/private-folder.js
var private_folder = __webpack_require__(9);
;// CONCATENATED MODULE: ./lib/exporters/profile/paths.js





function profilePlaces(context, file) {
    const config = configFile(context);
    if (config === undefined)
        throw noHome(context);
    if (isInWorkspace(context, config)) {
        const variable = homeVariable(context);
        throw new errors/* FileError */.f6(`${variable} lies in the workspace, and the profile would be written to ${config}.`, {
            hint: `Run the job with another ${variable}, or hand the credential on without profile.`,
        });
    }
    const cliConfig = cliConfigFile(context);
    if (cliConfig !== undefined && !context.files.isSame(cliConfig, config)) {
        context.log.warning(`The aliyun CLI will not find the profile: it reads ${cliConfig} (HOMEDRIVE and HOMEPATH), and the profile is in ${config} (USERPROFILE), where the SDKs look. ` +
            'Let both name one folder.');
    }
    if (file === undefined)
        return { configFile: config };
    const credentialsFile = absolute(context, file);
    if (isInWorkspace(context, credentialsFile)) {
        throw new errors/* InputError */.dz(`credentials-file lies in the workspace, whose files are committed, packed and uploaded: ${credentialsFile}`, 'Leave it out, or use a path under ~/ or ${{ runner.temp }}/.');
    }
    if (context.files.isSame(credentialsFile, config)) {
        throw new errors/* InputError */.dz('credentials-file is the aliyun CLI’s config.json, which the profile is written to in any case.', 'Leave it out, or name another file.');
    }
    return { credentialsFile, configFile: config };
}
function privateCredentialsFile(context, folder, alone) {
    const standing = context.env.get('ALIBABA_CLOUD_CREDENTIALS_FILE');
    if (!alone &&
        standing &&
        (0,private_folder/* isPrivateFolder */.EV)(context, external_node_path_default().dirname(standing)) &&
        context.files.look(standing)?.kind === 'file')
        return standing;
    return folder.file('credentials.ini');
}
function noHome(context) {
    const variable = homeVariable(context);
    return new errors/* FileError */.f6(`${variable} is not the absolute path of a folder, so there is no place for a profile.`, { hint: `Set ${variable} for the job, or hand the credential on without profile.` });
}
function absolute({ platform, home }, file) {
    const on = platform === 'win32' ? (external_node_path_default()).win32 : (external_node_path_default()).posix;
    const fromHome = (platform === 'win32' ? /^~[\\/]/ : /^~\//).test(file);
    const expanded = fromHome ? on.join(home() ?? '', file.slice(2)) : file;
    if (!on.isAbsolute(expanded)) {
        throw new errors/* InputError */.dz(`credentials-file: “${file}” is not an absolute path.`, 'Begin it with ~/ or with ${{ runner.temp }}/.');
    }
    const flaw = platform === 'win32' ? flawOfWindowsPath(expanded) : undefined;
    if (flaw)
        throw new errors/* InputError */.dz(`credentials-file: “${file}” ${flaw}.`, WINDOWS_HINT);
    return on.resolve(expanded);
}
const WINDOWS_HINT = 'Write it as C:\\folder\\name.ini, or begin it with ~\\ or with ${{ runner.temp }}\\.';
function isInWorkspace({ env, files }, file) {
    const workspace = env.get('GITHUB_WORKSPACE');
    return Boolean(workspace) && files.isWithin(file, workspace ?? '');
}

;// CONCATENATED MODULE: ./lib/runtime/file-lock.js


const STALE = 10_000;
const PATIENCE = 30_000;
const PAUSE = 20;
function lockOf(file) {
    return `${file}.lock`;
}
async function withLock(context, lock, token, signal, action) {
    const { files, clock } = context;
    const started = clock.now();
    let seen;
    while (!acquire(context, lock, token)) {
        const owner = files.read(lock);
        if (owner === token)
            break;
        if (owner !== seen?.owner || !seen)
            seen = { owner, since: clock.now() };
        if (owner !== undefined && clock.now() - seen.since > STALE)
            breakLock(context, lock, token, owner);
        if (clock.now() - started > PATIENCE) {
            throw new errors/* FileError */.f6(`${lock} is held by other jobs.`, {
                hint: `Remove it, and ${lock}.breaking, if no other job is running.`,
            });
        }
        await clock.sleep(PAUSE, signal);
    }
    try {
        return await action();
    }
    finally {
        release(context, lock, token);
    }
}
function acquire({ files }, lock, token) {
    files.ensureFolder(external_node_path_default().dirname(lock));
    return files.createIfAbsent(lock, temporaryOf(lock, token), token);
}
function breakLock({ files }, lock, token, owner) {
    const breaking = `${lock}.breaking`;
    if (!files.createIfAbsent(breaking, temporaryOf(lock, token), token))
        return;
    if (files.read(lock) === owner)
        files.remove(lock);
    files.remove(breaking);
}
function release({ files }, lock, token) {
    files.remove(temporaryOf(lock, token));
    if (files.read(lock) === token)
        files.remove(lock);
}
function temporaryOf(lock, token) {
    return `${lock}.${token}`;
}

// EXTERNAL MODULE: ./lib/secrets/fingerprint.js
var fingerprint = __webpack_require__(562);
;// CONCATENATED MODULE: ./lib/exporters/profile/ended.js

const MOST_NOTES = 20;
function noteEnded(files, file, salt, ended) {
    writeNotes(files, file, [...readNotes(files, file), `${salt} ${ended}`].slice(-MOST_NOTES));
}
function takeNote(files, file, secret) {
    const notes = readNotes(files, file);
    const others = notes.filter((note) => {
        const [salt = '', ended] = note.split(' ');
        return (0,fingerprint/* fingerprint */.R)(salt, secret) !== ended;
    });
    if (others.length === notes.length)
        return false;
    writeNotes(files, file, others);
    return true;
}
function hasNotes(files, file) {
    return files.look(pathOf(file)) !== undefined;
}
function readNotes(files, file) {
    return files.read(pathOf(file))?.split('\n').filter(Boolean) ?? [];
}
function writeNotes(files, file, notes) {
    if (notes.length === 0)
        files.remove(pathOf(file));
    else
        files.replace(pathOf(file), `${pathOf(file)}.tmp`, `${notes.join('\n')}\n`);
}
function pathOf(file) {
    return `${file}.ended`;
}

;// CONCATENATED MODULE: ./lib/text/formats.js
const ROLE_ARN = /^acs:ram::(\d{12,16}):role\/[A-Za-z0-9._-]{1,64}$/;
const ROLE_NAME = /^[A-Za-z0-9._-]{1,64}$/;
const OIDC_PROVIDER_ARN = /^acs:ram::(\d{12,16}):oidc-provider\/[A-Za-z0-9._-]{1,128}$/;
const ACCOUNT_ID = /^\d{12,16}$/;
const ROLE_SESSION_NAME = /^[A-Za-z0-9.@_-]{2,64}$/;
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;
const MIN_SESSION = 900;
const MAX_SESSION = 43_200;
const REGION = /^[a-z]{2,}(-[a-z0-9]+)+$/;
const PROFILE_NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/;
const INI_VALUE = /^[A-Za-z0-9+/=._:@,~-]+$/;
const NO_INI_VALUE = 'a space, a line’s end, a quote, or one of # ; % & \\ $ ( ) and the like';
const HOST = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?$/;

;// CONCATENATED MODULE: ./lib/exporters/profile/credentials-ini.js


const credentialsIni = {
    write: (text = '', path, profile) => {
        const eol = lineEnd(text);
        const section = findSection(text, path, profile.name);
        const kept = section?.lines.slice(1).filter((line) => isComment(line.text)) ?? [];
        const block = [
            `[${profile.name}]${eol}`,
            ...kept.map((line) => line.raw),
            ...entries(profile.credential).map((line) => line + eol),
        ].join('');
        if (section)
            return splice(text, section, block);
        const gap = text === '' ? '' : text.endsWith('\n') ? eol : eol + eol;
        return text + gap + block;
    },
    secretOf: (text, path, name) => {
        const section = findSection(text, path, name);
        const values = new Map(section?.lines.map((line) => keyAndValue(line.text)) ?? []);
        return values.get('access_key_secret') ?? values.get('bearer_token');
    },
    restore: (text, path, name, before) => {
        const section = findSection(text, path, name);
        if (!section)
            return text;
        const previous = before === undefined ? undefined : findSection(before, path, name);
        return previous
            ? splice(text, section, previous.lines.map((line) => line.raw).join(''))
            : splice(text, { ...section, start: withGap(text, section.start) }, '');
    },
    isEmpty: (text) => text.trim() === '',
};
function entries(credential) {
    const pairs = [['enable', 'true']];
    switch (credential.kind) {
        case 'access_key':
            pairs.push(['type', 'access_key']);
            break;
        case 'sts':
            pairs.push(['type', 'sts']);
            break;
        case 'bearer':
            pairs.push(['type', 'bearer'], ['bearer_token', credential.bearerToken.reveal()]);
    }
    if (credential.kind !== 'bearer') {
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
    if (INI_VALUE.test(value))
        return value;
    throw new errors/* InputError */.dz(`profile: the credential's ${key} has a character that the readers of credentials.ini do not agree on (${NO_INI_VALUE}).`, 'Hand this credential on without profile: environment variables and outputs take every character.');
}
const HEADER = /^\s*\[([^\]]*)\]\s*(?:[#;].*)?$/;
const LONGEST_FILE = 262_144;
function findSection(text, path, name) {
    if (text.length > LONGEST_FILE) {
        throw new errors/* FileError */.f6(`${path} is larger than any credentials.ini. It is left alone.`);
    }
    if (text.startsWith('\ufeff')) {
        throw new errors/* FileError */.f6(`${path} begins with a byte order mark, on which several of its readers break. It is left alone.`, {
            hint: 'Save that file as UTF-8 without a byte order mark, or name another with credentials-file.',
        });
    }
    let offset = 0;
    let current;
    let found;
    for (const [index, raw] of (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).entries()) {
        const line = { raw, text: raw.replace(/\r?\n$/, '') };
        const header = HEADER.exec(line.text);
        if (header) {
            current = undefined;
            if (header[1]?.trim() === name) {
                if (found)
                    throw new errors/* FileError */.f6(`${path} has the section [${name}] twice, so it is left alone.`);
                current = { start: offset, end: offset + raw.length, lines: [line], pending: [] };
                found = current;
            }
        }
        else if (!isComment(line.text) && !isEntry(line.text)) {
            throw new errors/* FileError */.f6(`${path} is not a credentials.ini: line ${index + 1} is no section, no “key = value” and no comment. It is left alone.`, { hint: 'Mend or remove that file, or name another with credentials-file.' });
        }
        else if (current) {
            current.pending.push(line);
            if (!isComment(line.text)) {
                for (const pending of current.pending)
                    current.lines.push(pending);
                current.pending = [];
                current.end = offset + raw.length;
            }
        }
        offset += raw.length;
    }
    return found;
}
function isComment(line) {
    return /^\s*(?:[#;].*)?$/.test(line);
}
function isEntry(line) {
    return /^\s*[A-Za-z0-9_][^=:]*[=:]/.test(line) || /^\s+[^\s"{}[\],]/.test(line);
}
function keyAndValue(line) {
    const end = line.search(/[=:]/);
    return end < 0 ? ['', ''] : [line.slice(0, end).trim(), line.slice(end + 1).trim()];
}
function splice(text, section, replacement) {
    const rest = text.slice(section.end);
    const joint = rest !== '' && /[^\n]$/.test(replacement) ? lineEnd(text) : '';
    return text.slice(0, section.start) + replacement + joint + rest;
}
function withGap(text, start) {
    return start - (/(?:^|\n)(\r?\n)$/.exec(text.slice(0, start))?.[1]?.length ?? 0);
}
function lineEnd(text) {
    return text.includes('\r\n') ? '\r\n' : '\n';
}

;// CONCATENATED MODULE: ./lib/exporters/profile/formats.js

async function formatOf(name) {
    return name === 'credentials.ini' ? credentialsIni : (await Promise.all(/* import() */[__webpack_require__.e(547), __webpack_require__.e(338)]).then(__webpack_require__.bind(__webpack_require__, 338))).aliyunConfig;
}

;// CONCATENATED MODULE: ./lib/exporters/profile/undo.js






function undoProfile(context, entry) {
    return entry.change === 'lock' ? releaseLock(context, entry) : takeProfileBack(context, entry);
}
function discardProfile({ files }, entry) {
    if (entry.change === 'file' && entry.before)
        files.remove(entry.before.copy);
}
function releaseLock(context, { path: lock, token, madeFolders }) {
    release(context, lock, token);
    for (const folder of madeFolders)
        context.files.removeEmptyFolder(folder);
    return true;
}
async function takeProfileBack(context, entry) {
    const { files, signal } = context;
    files.remove(entry.temporary);
    if (!files.look(entry.path))
        return true;
    const take = () => takeBack(context, entry);
    try {
        const { lockToken } = entry;
        if (lockToken === undefined)
            return await take();
        const undone = await withLock(context, lockOf(entry.path), lockToken, signal, take);
        if (entry.before && entry.format === 'config.json' && !files.look(entry.path))
            files.removeEmptyFolder(external_node_path_default().dirname(entry.path));
        return undone;
    }
    catch (error) {
        if (!(await replacedOne(context, entry)))
            throw error;
        const { kept, onlyCopy } = rescue(context, entry);
        throw new errors/* FileError */.f6(`${(0,errors/* messageOf */.bD)(error)} What stood there before is kept in ${kept}.`, {
            cause: error,
            onlyCopy,
        });
    }
}
async function takeBack(context, entry) {
    const { files, log } = context;
    const { before, salt, profile } = entry;
    const file = files.resolve(entry.path);
    const text = files.read(file);
    if (text === undefined)
        return true;
    const saved = before && files.read(before.copy);
    if (text === saved)
        return true;
    const copy = saved === undefined ? undefined : await withoutEnded(context, entry, saved);
    if ((0,fingerprint/* fingerprint */.R)(salt, text) === entry.written && (!before || copy !== undefined)) {
        await putBack(context, entry, file, copy, saved);
        return true;
    }
    const format = await formatOf(entry.format);
    const secret = format.secretOf(text, file, profile);
    if (secret === undefined)
        return true;
    if ((0,fingerprint/* fingerprint */.R)(salt, secret) !== entry.secret) {
        if (entry.lockToken !== undefined)
            noteEnded(files, entry.path, salt, entry.secret);
        log.warning(`Somebody has changed the profile “${profile}” in ${file} since. It is left as it is.`);
        return false;
    }
    await putBack(context, entry, file, format.restore(text, file, profile, copy), saved);
    return true;
}
async function putBack({ files }, { format: name, path: original, temporary, salt, before }, file, text, found) {
    const isEmpty = async (content) => (await formatOf(name)).isEmpty(content);
    const emptied = text !== undefined &&
        text !== found &&
        (await isEmpty(text)) &&
        !(found !== undefined && (await isEmpty(found)));
    if (text === undefined || emptied) {
        files.remove(file);
        return;
    }
    const beside = file === original ? temporary : `${file}.${salt}.tmp`;
    files.replace(file, beside, text, files.look(file), before?.mode);
}
async function withoutEnded({ files }, entry, copy) {
    const { path: file, profile } = entry;
    if (!hasNotes(files, file))
        return copy;
    const format = await formatOf(entry.format);
    const secret = format.secretOf(copy, file, profile);
    const ended = secret !== undefined && takeNote(files, file, secret);
    return ended ? format.restore(copy, file, profile, undefined) : copy;
}
async function replacedOne({ files }, entry) {
    try {
        const copy = entry.before && files.read(entry.before.copy);
        const format = await formatOf(entry.format);
        return copy !== undefined && format.secretOf(copy, entry.path, entry.profile) !== undefined;
    }
    catch {
        return false;
    }
}
function rescue({ files }, { path: file, salt, before }) {
    const copy = before?.copy ?? '';
    const kept = `${file}.before-${salt}`;
    try {
        files.create(kept, files.read(copy) ?? '');
        return { kept };
    }
    catch {
        return { kept: copy, onlyCopy: copy };
    }
}

;// CONCATENATED MODULE: ./lib/exporters/profile/write.js







async function writeProfile(context, { wanted, credential, journal, folder }) {
    if (!wanted.profile)
        throw new Error('No profile is wanted.');
    const profile = { name: wanted.profile.name, credential, region: wanted.region };
    const { configFile, ...chosen } = profilePlaces(context, wanted.profile.credentialsFile);
    const credentialsFile = chosen.credentialsFile ?? privateCredentialsFile(context, folder, !wanted.cleanup);
    for (const file of [credentialsFile, configFile])
        refuseFolderInTheWay(context, external_node_path_default().dirname(file));
    await locked(context, journal, credentialsFile, (iniLock) => locked(context, journal, configFile, async (configLock) => {
        const edits = [
            await prepare(context, 'credentials.ini', credentialsFile, profile, iniLock),
            await prepare(context, 'config.json', configFile, profile, configLock),
        ];
        for (const edit of edits)
            apply(context, journal, folder, edit, profile);
    }));
    return { name: profile.name, credentialsFile, configFile };
}
async function locked(context, journal, file, action) {
    const { random, signal } = context;
    const folder = external_node_path_default().dirname(file);
    if ((0,private_folder/* isPrivateFolder */.EV)(context, folder))
        return action(undefined);
    const lock = { path: lockOf(file), token: random.uuid() };
    journal.record({
        kind: 'profile',
        change: 'lock',
        ...lock,
        madeFolders: missingFolders(context, folder),
    });
    await withLock(context, lock.path, lock.token, signal, () => action(lock.token));
}
async function prepare({ files }, formatName, file, profile, lockToken) {
    const existing = files.look(file);
    if (existing && existing.kind !== 'file')
        throw inTheWay(file, existing);
    const text = existing ? files.read(file) : undefined;
    const after = (await formatOf(formatName)).write(text, file, profile);
    const before = existing && text !== undefined ? { text, existing } : undefined;
    return { format: formatName, path: file, lockToken, before, after };
}
function refuseFolderInTheWay({ files }, folder) {
    const existing = files.look(folder);
    if (existing && existing.kind !== 'folder')
        throw inTheWay(folder, existing);
}
function inTheWay(target, existing) {
    const what = existing.kind === 'symlink'
        ? 'is a symbolic link, and no secret is written through one'
        : 'is in the way';
    return new errors/* FileError */.f6(`${target} ${what}.`, {
        hint: 'Remove it, or run the job with another HOME or credentials-file.',
    });
}
function apply({ files, random }, journal, folder, { format, path: file, lockToken, before, after }, { name, credential }) {
    const secret = credential.kind === 'bearer' ? credential.bearerToken : credential.accessKeySecret;
    const salt = random.uuid();
    const copy = folder.file(`before-${salt}`);
    if (before)
        files.create(copy, before.text);
    const temporary = `${file}.${salt}.tmp`;
    journal.record({
        kind: 'profile',
        change: 'file',
        format,
        path: file,
        profile: name,
        temporary,
        ...(lockToken !== undefined && { lockToken }),
        salt,
        written: (0,fingerprint/* fingerprint */.R)(salt, after),
        secret: (0,fingerprint/* fingerprint */.R)(salt, secret.reveal()),
        ...(before && { before: { copy, mode: before.existing.mode } }),
    });
    files.replace(file, temporary, after, before?.existing);
}
function missingFolders(context, folder) {
    const parent = external_node_path_default().dirname(folder);
    if (parent === folder || context.files.look(folder))
        return [];
    return [folder, ...missingFolders(context, parent)];
}

;// CONCATENATED MODULE: ./lib/exporters/profile.js



const profile = {
    check: (context, { profile }) => void profilePlaces(context, profile?.credentialsFile),
    export: async (context, handover) => {
        const { name, credentialsFile, configFile } = await writeProfile(context, handover);
        return {
            as: `the profile “${name}”`,
            variables: {
                ALIBABA_CLOUD_PROFILE: name,
                ALICLOUD_PROFILE: name,
                ALIBABA_CLOUD_CREDENTIALS_FILE: credentialsFile,
                ALICLOUD_SHARED_CREDENTIALS_FILE: configFile,
            },
            outputs: { profile: name, 'credentials-file': credentialsFile },
        };
    },
    undo: undoProfile,
    discard: discardProfile,
};


/***/ }),

/***/ 562:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ fingerprint)
/* harmony export */ });
/* harmony import */ var _crypto_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(217);

function fingerprint(salt, value) {
    return (0,_crypto_js__WEBPACK_IMPORTED_MODULE_0__/* .crypto */ .E)().createHmac('sha256', salt).update(value).digest('hex');
}


/***/ })

};
;