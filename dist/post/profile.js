"use strict";
exports.id = 152;
exports.ids = [152];
exports.modules = {

/***/ 152:
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

// EXTERNAL MODULE: ./lib/renewal/command.js
var command = __webpack_require__(618);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(357);
// EXTERNAL MODULE: ./lib/record/private-folder.js + 1 modules
var private_folder = __webpack_require__(479);
;// CONCATENATED MODULE: ./lib/text/windows-names.js
const ROOT = /^(?:[A-Za-z]:[\\/]|[\\/]{2}[^\\/?.][^\\/]*[\\/]+[^\\/]+(?:[\\/]|$))/;
const ILLEGAL = /[<>:"|?*\u0000-\u001f]/;
const DEVICE = /^(?:CON|PRN|AUX|NUL|(?:COM|LPT)[0-9\u00b9\u00b2\u00b3]|CONIN\$|CONOUT\$|CLOCK\$) *(?:\.|$)/i;
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
                : `has ${illegal} in it, which Windows does not allow in file names`;
        }
        if (DEVICE.test(name))
            return `has ${name} in it, which is a device name on Windows`;
        if (/[. ]$/.test(name))
            return 'has a name in it that ends with a dot or a space, which Windows drops';
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/exporters/profile/paths.js





function profilePlaces(context, file) {
    const config = configFile(context);
    if (config === undefined || !context.env.get(homeVariable(context)))
        throw noHome(context);
    if (isInWorkspace(context, config)) {
        const variable = homeVariable(context);
        throw new errors/* FileError */.f6(`${variable} is in the workspace, and the profile would be written to ${config}.`, {
            hint: `Run the job with another ${variable}, or export the credential without profile.`,
        });
    }
    const cliConfig = cliConfigFile(context);
    if (cliConfig !== undefined && !context.files.isSame(cliConfig, config)) {
        context.log.warning(`The aliyun CLI will not find the profile: it reads ${cliConfig} (HOMEDRIVE and HOMEPATH), and the profile is in ${config} (USERPROFILE), where the SDKs look. ` +
            'Set both to the same folder.');
    }
    if (file === undefined)
        return { configFile: config };
    const credentialsFile = absolute(context, file);
    if (isInWorkspace(context, credentialsFile)) {
        throw new errors/* InputError */.dz(`credentials-file is in the workspace, whose files are committed, packed and uploaded: ${credentialsFile}`, 'Leave it out, or use a path under ~/.');
    }
    if (context.files.isSame(credentialsFile, config)) {
        throw new errors/* InputError */.dz('credentials-file is the aliyun CLI\u2019s config.json, which the profile is written to in any case.', 'Leave it out, or name another file.');
    }
    return { credentialsFile: byOwnName(context, credentialsFile), configFile: config };
}
function byOwnName({ files }, file) {
    if (files.look(file)?.kind !== 'file')
        return file;
    return external_node_path_default().join(external_node_path_default().dirname(file), external_node_path_default().basename(files.resolve(file)));
}
function jobCredentialsFile(context, folder) {
    return external_node_path_default().join((0,private_folder/* sharedFolder */.AX)(context, folder), 'credentials.ini');
}
function noHome(context) {
    const variable = homeVariable(context);
    return new errors/* FileError */.f6(`${variable} is not set to the absolute path of a folder, so there is no place for a profile that every tool would find.`, { hint: `Set ${variable} for the job, or export the credential without profile.` });
}
function absolute({ platform, home }, file) {
    const on = platform === 'win32' ? (external_node_path_default()).win32 : (external_node_path_default()).posix;
    const fromHome = (platform === 'win32' ? /^~[\\/]/ : /^~\//).test(file);
    const expanded = fromHome ? on.join(home() ?? '', file.slice(2)) : file;
    if (!on.isAbsolute(expanded)) {
        throw new errors/* InputError */.dz(`credentials-file: \u201c${file}\u201d is not an absolute path.`, 'Start it with ~/.');
    }
    const flaw = platform === 'win32' ? flawOfWindowsPath(expanded) : undefined;
    if (flaw)
        throw new errors/* InputError */.dz(`credentials-file: \u201c${file}\u201d ${flaw}.`, WINDOWS_HINT);
    return on.resolve(expanded);
}
const WINDOWS_HINT = 'Write it as C:\\folder\\name.ini, or start it with ~\\.';
function isInWorkspace({ env, files }, file) {
    const workspace = env.get('GITHUB_WORKSPACE');
    return Boolean(workspace) && files.isWithin(file, workspace ?? '');
}

// EXTERNAL MODULE: ./lib/runtime/files.js + 2 modules
var runtime_files = __webpack_require__(543);
;// CONCATENATED MODULE: ./lib/runtime/file-lock.js



const STALE = 3_000;
const PATIENCE = 30_000;
const PAUSE = 20;
const BEAT = 500;
async function withLock(world, file, token, action, announce = () => { }) {
    const { files, clock } = world;
    const own = external_node_path_default().join(lockOf(file), token);
    const folders = { made: new Set(), announce };
    const deadline = clock.now() + PATIENCE;
    release({ files }, file, token);
    try {
        for (;;) {
            await acquire(world, file, token, deadline, folders);
            try {
                return await action({
                    file: (name) => external_node_path_default().join(own, name),
                    madeFolders: [...folders.made],
                    working: (work) => beating(files, lockOf(file), work),
                });
            }
            catch (error) {
                if (isThere(world, own) || clock.now() > deadline)
                    throw error;
            }
        }
    }
    finally {
        release({ files }, file, token);
    }
}
async function beating(files, lock, work) {
    let beat = 0;
    const timer = setInterval(() => {
        try {
            files.createFolder(external_node_path_default().join(lock, `beat-${++beat}`));
            files.removeEmptyFolder(external_node_path_default().join(lock, `beat-${beat - 1}`));
        }
        catch {
        }
    }, BEAT);
    try {
        return await work();
    }
    finally {
        clearInterval(timer);
    }
}
function release({ files }, file, token) {
    const lock = lockOf(file);
    files.removeFolder(asideOf(lock, token));
    if (isThere({ files }, external_node_path_default().join(lock, token)) && moved(files, lock, asideOf(lock, token)))
        files.removeFolder(asideOf(lock, token));
    files.removeFolder(brokenBy(lock, token));
}
async function acquire({ files, clock, signal }, file, token, deadline, folders) {
    const lock = lockOf(file);
    let seen;
    for (;;) {
        const holder = holderOf(files, lock);
        if (holder === undefined) {
            if (take(files, file, token, folders)) {
                sweep(files, lock);
                return;
            }
        }
        else if (seen?.holder !== holder) {
            seen = { holder, since: clock.now() };
        }
        else if (clock.now() - seen.since > STALE) {
            takeAway(files, lock, token, holder);
        }
        if (clock.now() > deadline) {
            throw new errors/* FileError */.f6(`${lock} is held by other jobs.`, {
                hint: 'If no other job is running, remove it.',
            });
        }
        await clock.sleep(PAUSE, signal);
    }
}
function holderOf(files, lock) {
    const found = files.look(lock);
    if (!found)
        return undefined;
    try {
        return files.list(lock).join('/');
    }
    catch {
        return found.identity ?? '';
    }
}
function take(files, file, token, { made, announce }) {
    const lock = lockOf(file);
    const aside = asideOf(lock, token);
    const folder = external_node_path_default().dirname(lock);
    try {
        if (!files.look(folder))
            announce();
        for (const one of files.ensureFolder(folder))
            made.add(one);
        if (!files.look(aside))
            files.createFolder(aside);
        if (!files.look(external_node_path_default().join(aside, token)))
            files.createFolder(external_node_path_default().join(aside, token));
    }
    catch (error) {
        if ((0,runtime_files/* systemCodeOf */.c7)(error) === 'ENOENT')
            return false;
        throw error;
    }
    try {
        files.move(aside, lock);
        return true;
    }
    catch (error) {
        if (['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'ENOENT'].includes((0,runtime_files/* systemCodeOf */.c7)(error) ?? ''))
            return false;
        if ((0,runtime_files/* systemCodeOf */.c7)(error) === 'EPERM' && files.look(lock))
            return false;
        throw error;
    }
}
function sweep(files, lock) {
    const folder = external_node_path_default().dirname(lock);
    const left = files.list(folder).filter((name) => name.startsWith(`${external_node_path_default().basename(lock)}-`));
    for (const name of left) {
        try {
            files.removeFolder(external_node_path_default().join(folder, name));
        }
        catch {
        }
    }
}
function takeAway(files, lock, token, holder) {
    if (holderOf(files, lock) !== holder)
        return;
    if (!moved(files, lock, brokenBy(lock, token)))
        return;
    try {
        if (files.look(brokenBy(lock, token))?.kind === 'folder')
            files.removeFolder(brokenBy(lock, token));
        else
            files.remove(brokenBy(lock, token));
    }
    catch {
    }
}
function moved(files, from, to) {
    try {
        files.move(from, to);
        return true;
    }
    catch (error) {
        if ((0,runtime_files/* systemCodeOf */.c7)(error) === 'ENOENT')
            return false;
        throw error;
    }
}
function isThere({ files }, own) {
    try {
        return files.look(own) !== undefined;
    }
    catch {
        return false;
    }
}
function lockOf(file) {
    return `${file}.lock`;
}
function asideOf(lock, token) {
    return `${lock}-${token}`;
}
function brokenBy(lock, token) {
    return `${lock}-${token}-broken`;
}

// EXTERNAL MODULE: ./lib/secrets/fingerprint.js
var fingerprint = __webpack_require__(562);
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
const NO_INI_VALUE = 'a space, a line break, a quote, or one of # ; % & \\ $ ( ) and the like';
const HOST = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?$/;
const LONGEST_FILE = 262_144;

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
        return append(text, block);
    },
    markOf: (text, path, name) => {
        const section = findSection(text, path, name);
        const values = new Map(section?.lines.map((line) => keyAndValue(line.text)) ?? []);
        return values.get('access_key_secret') ?? values.get('bearer_token');
    },
    excerpt: (text, path, name) => {
        const section = findSection(text, path, name);
        return section?.lines.map((line) => line.raw).join('');
    },
    restore: (text, path, name, excerpt) => {
        const section = findSection(text, path, name);
        if (section && excerpt !== undefined)
            return splice(text, section, excerpt);
        if (section)
            return splice(text, { ...section, start: withGap(text, section.start) }, '');
        return excerpt === undefined ? text : append(text, excerpt);
    },
    mend: (text, before) => (text.trimEnd() === before.trimEnd() ? before : text),
    isUnfinished: () => false,
    isEmpty: (text) => text.trim() === '',
};
function append(text, block) {
    const eol = lineEnd(text);
    const gap = text === '' ? '' : text.endsWith('\n') ? eol : eol + eol;
    return text + gap + block;
}
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
    throw new errors/* InputError */.dz(`profile: the credential's ${key} has a character that tools read differently in credentials.ini (${NO_INI_VALUE}).`, 'Export this credential without profile: environment variables and outputs take every character.');
}
const HEADER = /^\s*\[([^\]]*)\]\s*(?:[#;].*)?$/;
function findSection(text, path, name) {
    if (text.length > LONGEST_FILE) {
        throw new errors/* FileError */.f6(`${path} is too large for a credentials.ini. It was left unchanged.`);
    }
    if (text.startsWith('\ufeff')) {
        throw new errors/* FileError */.f6(`${path} begins with a byte order mark, which breaks several tools. It was left unchanged.`, {
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
                    throw new errors/* FileError */.f6(`${path} has the section [${name}] twice, so it was left unchanged.`);
                current = { start: offset, end: offset + raw.length, lines: [line], pending: [] };
                found = current;
            }
        }
        else if (!isComment(line.text) && !isEntry(line.text)) {
            throw new errors/* FileError */.f6(`${path} is not a credentials.ini: line ${index + 1} is not a section, a \u201ckey = value\u201d pair or a comment. It was left unchanged.`, { hint: 'Fix or remove that file, or name another with credentials-file.' });
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

;// CONCATENATED MODULE: ./lib/exporters/profile/logins.js

function enter(target, state, login, profile, found) {
    const { format, path } = target;
    const logins = standing(state) ?? {
        before: { text: state.text, mode: found.mode },
        madeFolders: found.madeFolders,
        written: [],
        isChanged: false,
        stacks: [],
    };
    const layers = settled(target, state.text, profile.name, layersOf(logins, profile.name));
    const text = format.write(state.text, path, profile);
    const stack = { name: profile.name, layers: [...layers, { login }] };
    const madeFolders = [...new Set([...found.madeFolders, ...logins.madeFolders])];
    return { text, logins: { ...after(logins, state.text, text, withStack(logins, stack)), madeFolders } };
}
function leave(target, state, id) {
    return logins_take(target, state, id, (layers, at, where) => {
        const below = layers[at - 1];
        const isTop = at === layers.length - 1;
        const rest = layers.toSpliced(at, 1);
        if (where === at || (where === 'absent' && isTop))
            return { layers: rest, shown: below ?? {} };
        return { layers: rest };
    });
}
function leaveUntouched(state, id) {
    const logins = standing(state);
    const [login, ...others] = loginsIn(logins);
    if (!logins || logins.isChanged || login?.id !== id || others.length > 0)
        return undefined;
    return { text: logins.before.text, logins: undefined, isForeign: false };
}
function stay(target, state, id) {
    const changed = { ...state, logins: state.logins && { ...state.logins, isChanged: true } };
    return logins_take(target, changed, id, (layers, at, where) => {
        const name = stackOf(state.logins, id)?.name ?? '';
        const excerpt = where === at && state.text !== undefined
            ? target.format.excerpt(state.text, target.path, name)
            : layers[at]?.excerpt;
        return { layers: [{ excerpt }, ...layers.slice(at + 1)] };
    });
}
function remove(target, state, name) {
    const { format, path } = target;
    const logins = standing(state);
    const heirs = (logins?.stacks ?? []).map((stack) => stack.name);
    const rest = format.restore(state.text, path, name, undefined, logins?.before.text, heirs);
    const text = format.isEmpty(rest) ? undefined : rest;
    return { text, logins: logins && after(logins, state.text, text, logins.stacks) };
}
function announcing(logins, text) {
    return { ...logins, written: [...new Set([...logins.written, printOf(text)])] };
}
function loginsIn(logins) {
    return (logins?.stacks ?? []).flatMap(({ layers }) => layers.flatMap(({ login }) => login ?? []));
}
function logins_take(target, state, id, change) {
    const logins = standing(state);
    const stack = stackOf(logins, id);
    if (!logins || !stack)
        return { ...state, isForeign: false };
    const at = stack.layers.findIndex(({ login }) => login?.id === id);
    const where = whereIs(target, state.text, stack.name, stack.layers);
    const { layers, shown } = change(stack.layers, at, where);
    const stacks = withStack(logins, { name: stack.name, layers: shown ? uncovered(layers, shown) : layers });
    const isLast = stacks.length === 0;
    const heirs = stacks.map(({ name }) => name);
    const { before } = logins;
    const { format, path } = target;
    const text = shown && state.text !== undefined
        ? format.restore(state.text, path, stack.name, shown.excerpt, before.text, heirs)
        : state.text;
    const isForeign = where === 'foreign';
    if (!isLast)
        return { text, logins: after(logins, state.text, text, stacks), isForeign };
    const emptied = state.text !== undefined && format.isEmpty(state.text);
    return { text: original(target, emptied ? undefined : text, logins), logins: undefined, isForeign };
}
function original(target, text, { before, isChanged }) {
    if (!isChanged || text === undefined || target.format.isEmpty(text))
        return before.text;
    return before.text === undefined ? text : target.format.mend(text, before.text);
}
function standing({ text, logins }) {
    if (!logins || text === logins.before.text)
        return logins && { ...logins, isChanged: false };
    const isChanged = logins.isChanged || !logins.written.some((print) => isPrintOf(print, text));
    return { ...logins, isChanged };
}
function uncovered(layers, shown) {
    return layers.map((layer) => (layer === shown && layer.login ? { login: layer.login } : layer));
}
function whereIs({ format, path }, text, name, layers) {
    const excerpt = text === undefined ? undefined : format.excerpt(text, path, name);
    const mark = text === undefined ? undefined : format.markOf(text, path, name);
    if (excerpt === undefined) {
        const [owners] = layers;
        return layers.length === 1 && !owners?.login && owners?.excerpt === undefined ? 0 : 'absent';
    }
    const found = layers.findLastIndex((layer) => layer.login
        ? mark !== undefined && (0,fingerprint/* fingerprint */.R)(layer.login.id, mark) === layer.login.mark
        : layer.excerpt !== undefined &&
            (layer.excerpt === excerpt ||
                (mark !== undefined && format.markOf(layer.excerpt, path, name) === mark)));
    return found === -1 ? 'foreign' : found;
}
function settled(target, text, name, layers) {
    const excerpt = text === undefined ? undefined : target.format.excerpt(text, target.path, name);
    const where = whereIs(target, text, name, layers);
    if (where === 'foreign' || layers.length === 0)
        return [{ excerpt }];
    if (where !== 'absent')
        return [...layers.slice(0, where), { ...layers[where], excerpt }];
    return layers.filter((layer, index) => index === 0 || layer.excerpt !== undefined);
}
function stackOf(logins, id) {
    return logins?.stacks.find(({ layers }) => layers.some(({ login }) => login?.id === id));
}
function layersOf(logins, name) {
    return logins.stacks.find((stack) => stack.name === name)?.layers ?? [];
}
function withStack({ stacks }, stack) {
    const others = stacks.filter(({ name }) => name !== stack.name);
    return stack.layers.some(({ login }) => login) ? [...others, stack] : others;
}
function after(logins, was, text, stacks) {
    return { ...logins, stacks, written: [was, text].map(printOf) };
}
function printOf(text) {
    return text === undefined ? 'no file' : (0,fingerprint/* fingerprint */.R)('', text);
}
function isPrintOf(print, text) {
    return print === printOf(text);
}

// EXTERNAL MODULE: ./lib/text/json.js
var json = __webpack_require__(70);
;// CONCATENATED MODULE: ./lib/exporters/profile/logins-file.js


function loginsFileOf(file) {
    return `${file}.logins`;
}
function formatLogins(logins) {
    return `${JSON.stringify({ version: 1, ...logins })}\n`;
}
function parseLogins(text, path) {
    const file = (0,json/* parseObject */.lj)(text);
    if (file?.['version'] !== 1)
        throw damaged(path);
    try {
        const before = must((0,json/* asObject */.eB)(file['before']));
        return {
            before: { text: textIn(before['text']), mode: numberIn(before['mode']) },
            madeFolders: listIn(file['madeFolders']).map((folder) => must((0,json/* textOf */.b6)(folder))),
            written: listIn(file['written']).map((print) => must((0,json/* textOf */.b6)(print))),
            isChanged: file['isChanged'] === true,
            stacks: listIn(file['stacks']).map(stackIn),
        };
    }
    catch {
        throw damaged(path);
    }
}
function damaged(path) {
    return new errors/* FileError */.f6(`${path}, where logins keep what they replaced, is damaged.`, {
        hint: 'If no other job is running, check that your own profiles are in the file beside it, then remove it.',
    });
}
function stackIn(value) {
    const stack = must((0,json/* asObject */.eB)(value));
    return { name: must((0,json/* textOf */.b6)(stack['name'])), layers: listIn(stack['layers']).map(layerIn) };
}
function layerIn(value) {
    const layer = must((0,json/* asObject */.eB)(value));
    const login = layer['login'];
    return { login: login === undefined ? undefined : loginIn(login), excerpt: textIn(layer['excerpt']) };
}
function loginIn(value) {
    const login = must((0,json/* asObject */.eB)(value));
    return {
        id: must((0,json/* textOf */.b6)(login['id'])),
        mark: must((0,json/* textOf */.b6)(login['mark'])),
        began: must(numberIn(login['began'])),
        folder: must((0,json/* textOf */.b6)(login['folder'])),
        place: textIn(login['place']),
    };
}
function listIn(value) {
    return must(Array.isArray(value) ? value : undefined);
}
function textIn(value) {
    return typeof value === 'string' ? value : undefined;
}
function numberIn(value) {
    return typeof value === 'number' ? value : undefined;
}
function must(value) {
    if (value === undefined)
        throw new Error('It is not there.');
    return value;
}

;// CONCATENATED MODULE: ./lib/exporters/profile/change.js







const LONGEST_JOB = 6 * 24 * 60 * 60 * 1000;
async function targetOf(entry) {
    return { path: entry.path, format: await formatOf(entry.format) };
}
function markOf({ format, path: file }, profile, id) {
    return (0,fingerprint/* fingerprint */.R)(id, format.markOf(format.write(undefined, file, profile), file, profile.name) ?? '');
}
function readLogins(files, file) {
    const text = files.read(loginsFileOf(file));
    return text ? parseLogins(text, loginsFileOf(file)) : undefined;
}
function withoutDead(context, target, state) {
    return loginsIn(state.logins)
        .filter((login) => isOver(context, login))
        .reduce((rest, { id }) => leave(target, rest, id), state);
}
function isOver({ files, clock }, { folder, place, began }) {
    if (clock.now() - began > LONGEST_JOB)
        return true;
    try {
        return place !== undefined && placeOf(files, folder) === place && files.look(folder) === undefined;
    }
    catch {
        return false;
    }
}
function placeOf(files, folder) {
    try {
        return files.look(files.resolve(external_node_path_default().dirname(folder)))?.identity;
    }
    catch {
        return undefined;
    }
}
function writeLogins(files, held, file, logins, owner) {
    files.replace(loginsFileOf(file), held.file('logins'), formatLogins(logins), owner);
}
function putLogins(files, held, file, logins, owner) {
    put(files, held, loginsFileOf(file), formatLogins(logins), { owner });
}
const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EXDEV', 'EBUSY'];
function put(files, held, file, text, { owner, mode }) {
    if (held) {
        try {
            files.replace(file, held.file('new'), text, owner, mode);
            return;
        }
        catch (error) {
            if (!hasNoRoom(error) || files.lengthOf(file) < Buffer.byteLength(text))
                throw error;
        }
    }
    files.overwrite(file, text, mode);
}
function change_takeAway(files, held, file) {
    if (!files.look(file))
        return;
    if (held) {
        try {
            files.move(file, held.file('gone'));
            files.remove(held.file('gone'));
            return;
        }
        catch (error) {
            if (!hasNoRoom(error))
                throw error;
        }
    }
    try {
        files.remove(file);
    }
    catch (error) {
        if (hasNoRoom(error))
            files.overwrite(file, '');
        throw error;
    }
}
function removeLogins(files, held, file) {
    try {
        change_takeAway(files, held, loginsFileOf(file));
    }
    catch (error) {
        if (!hasNoRoom(error))
            throw error;
        files.overwrite(loginsFileOf(file), '');
    }
}
function hasNoRoom(error) {
    return error instanceof errors/* FileError */.f6 && NO_ROOM.includes((0,runtime_files/* systemCodeOf */.c7)(error) ?? '');
}
function attempt(action) {
    try {
        return action();
    }
    catch (error) {
        if (error instanceof errors/* FileError */.f6)
            return error;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/exporters/profile/strays.js





async function removeStrays(context, entry) {
    if (entry.format !== 'config.json')
        return;
    const { files } = context;
    const file = files.resolve(entry.path);
    const folder = external_node_path_default().dirname(file);
    if (!files.look(folder))
        return;
    const prefix = `${external_node_path_default().basename(file)}.tmp-`;
    for (const name of files.list(folder)) {
        const digits = name.startsWith(prefix) ? name.slice(prefix.length) : '';
        if (!/^\d{16,19}$/.test(digits))
            continue;
        const stray = await targetOf({ ...entry, path: external_node_path_default().join(folder, name) });
        if (isOurs(context, entry, stray, Number(digits.slice(0, 13))))
            files.remove(stray.path);
    }
}
function isOurs({ files }, entry, { format, path: stray }, made) {
    if (files.look(stray)?.kind !== 'file')
        return false;
    try {
        const text = files.read(stray) ?? '';
        const mark = format.markOf(text, stray, entry.profile);
        if (mark !== undefined)
            return (0,fingerprint/* fingerprint */.R)(entry.id, mark) === entry.mark;
        if (text !== '')
            return false;
    }
    catch (error) {
        if (!(error instanceof errors/* FileError */.f6))
            throw error;
    }
    return made >= beginningOf(files, entry);
}
function beginningOf(files, entry) {
    try {
        const login = loginsIn(readLogins(files, entry.path)).find(({ id }) => id === entry.id);
        return login?.began ?? Number.POSITIVE_INFINITY;
    }
    catch {
        return Number.POSITIVE_INFINITY;
    }
}

;// CONCATENATED MODULE: ./lib/exporters/profile/undo.js









async function undoProfile(context, entry, isDone) {
    if (!entry.begun) {
        release(context, entry.path, entry.id);
        await leaveFolders(context, entry, entry.madeFolders);
        return true;
    }
    const beside = await removeStrays(context, entry).catch((error) => error);
    const undone = await undoFile(context, entry, isDone);
    if (beside)
        throw beside;
    return undone;
}
async function undoFile(context, entry, isDone) {
    const { files } = context;
    const { path: file } = entry;
    if (!files.look(file) && !files.look(loginsFileOf(file))) {
        release(context, file, entry.id);
        removeFolders(context, entry.madeFolders);
        return !(isDone && isMissed(context, entry));
    }
    const { undone, emptied } = await locked(context, entry, (held) => takeBack(context, entry, isDone, held));
    await leaveFolders(context, entry, emptied);
    return undone;
}
function isMissed(context, { path: file, profile }) {
    if ((0,private_folder/* isPrivateFolder */.EV)(context, external_node_path_default().dirname(file)))
        return false;
    context.log.warning(`${file} is gone, and with it the profile \u201c${profile}\u201d. If it was moved, remove that profile there.`);
    return true;
}
async function undoLostProfiles(context, { path: file, format: name }, folder) {
    const { files } = context;
    if (!files.look(loginsFileOf(file)))
        return;
    const format = name === 'credentials.ini' ? name : 'config.json';
    const target = await targetOf({ format, path: file });
    const emptied = await withLock(context, file, context.random.uuid(), async (held) => {
        const logins = readLogins(files, file);
        const own = loginsIn(logins).find((login) => login.folder === folder);
        if (!own || !logins)
            return [];
        const { id } = own;
        const { madeFolders } = logins;
        const was = { text: files.read(file), logins };
        const entry = { kind: 'profile', format, path: file, profile: '', id, mark: '', madeFolders };
        const left = leave(target, was, id);
        await save(context, entry, held, file, was, left);
        return left.logins ? [] : madeFolders;
    });
    removeFolders(context, emptied);
}
async function discardProfile(context, entry) {
    const { files } = context;
    const target = await targetOf(entry);
    await withLock(context, entry.path, entry.id, (held) => {
        const state = { text: files.read(entry.path), logins: readLogins(files, entry.path) };
        const { logins } = stay(target, state, entry.id);
        if (logins)
            writeLogins(files, held, entry.path, logins, files.look(loginsFileOf(entry.path)));
        else
            removeLogins(files, held, entry.path);
    });
}
async function locked(context, { path: file, id }, action) {
    let isHeld = false;
    try {
        return await withLock(context, file, id, (held) => {
            isHeld = true;
            return action(held);
        });
    }
    catch (error) {
        if (isHeld || !(error instanceof errors/* FileError */.f6))
            throw error;
        return action(undefined);
    }
}
async function takeBack(context, entry, isDone, held) {
    const { files, log } = context;
    const file = files.resolve(entry.path);
    const text = files.read(file);
    const logins = attempt(() => readLogins(files, entry.path));
    if (logins instanceof errors/* FileError */.f6 || !loginsIn(logins).some(({ id }) => id === entry.id)) {
        const known = logins instanceof errors/* FileError */.f6 ? undefined : logins;
        const target = await targetOf({ ...entry, path: file });
        const wasThere = takeOut(context, entry, held, target, { text, logins: known });
        if (logins instanceof errors/* FileError */.f6)
            throw logins;
        if (wasThere && !logins)
            throw lostLogins(entry);
        return { undone: true, emptied: [...entry.madeFolders, ...(held?.madeFolders ?? [])] };
    }
    const was = { text, logins };
    const left = leaveUntouched(was, entry.id) ?? (await leaveChanged(context, entry, file, was));
    await save(context, entry, held, file, was, left);
    if (left.isForeign)
        log.warning(`Somebody has changed the profile \u201c${entry.profile}\u201d in ${file} since. It is left as it is.`);
    const isGone = text === undefined && isDone && isMissed(context, entry);
    return {
        undone: !left.isForeign && !isGone,
        emptied: left.logins ? [] : [...entry.madeFolders, ...(logins?.madeFolders ?? [])],
    };
}
async function leaveChanged(context, entry, file, was) {
    const { text, logins } = was;
    const target = await targetOf({ ...entry, path: file });
    const state = { text: unlessUnfinished(target, text, logins), logins };
    const left = attempt(() => leave(target, withoutDead(context, target, state), entry.id));
    if (left instanceof errors/* FileError */.f6)
        throw logins?.before.text === undefined ? left : kept(left, entry);
    return left;
}
function unlessUnfinished({ format }, text, logins) {
    const ours = (logins?.stacks ?? []).map(({ name }) => name);
    return text !== undefined && format.isUnfinished(text, logins?.before.text, ours) ? '' : text;
}
async function save({ files }, entry, held, file, was, left) {
    const owner = files.look(file);
    const madeFolders = [...new Set([...entry.madeFolders, ...(was.logins?.madeFolders ?? [])])];
    const changes = left.text !== was.text;
    if (held && changes && left.logins && was.logins) {
        const { written, isChanged } = left.logins;
        const announced = announcing({ ...was.logins, written, isChanged }, was.text);
        attempt(() => writeLogins(files, held, entry.path, announced, owner));
    }
    const mode = left.logins ? undefined : was.logins?.before.mode;
    if (left.text === undefined) {
        change_takeAway(files, held, file);
    }
    else if (changes || (mode !== undefined && owner?.mode !== mode)) {
        try {
            put(files, held, file, left.text, { owner, mode });
        }
        catch (error) {
            const { format } = await targetOf({ ...entry, path: file });
            const without = format.restore(was.text ?? '', file, entry.profile, undefined, undefined, (left.logins?.stacks ?? []).map(({ name }) => name));
            put(files, held, file, without, { owner });
            throw kept(error, entry);
        }
    }
    if (!left.logins)
        removeLogins(files, held, entry.path);
    else
        putLogins(files, held, entry.path, { ...left.logins, madeFolders }, owner);
}
function takeOut({ files }, entry, held, target, { text, logins }) {
    const { format, path: file } = target;
    const mark = text === undefined ? undefined : format.markOf(text, file, entry.profile);
    if (text === undefined || mark === undefined || (0,fingerprint/* fingerprint */.R)(entry.id, mark) !== entry.mark)
        return false;
    const rest = remove(target, { text, logins }, entry.profile);
    const owner = files.look(file);
    const announced = rest.logins;
    if (held && announced)
        attempt(() => writeLogins(files, held, entry.path, announced, owner));
    if (rest.text === undefined)
        change_takeAway(files, held, file);
    else
        put(files, held, file, rest.text, { owner });
    return true;
}
function kept(error, { path: file }) {
    return new errors/* FileError */.f6(`${(0,errors/* messageOf */.bD)(error)} What was there before is kept in ${loginsFileOf(file)}.`, {
        cause: error,
    });
}
function lostLogins({ path: file, profile }) {
    return new errors/* FileError */.f6(`${loginsFileOf(file)} is gone. The profile \u201c${profile}\u201d was removed from ${file}; one that was there before under this name could not be restored.`);
}
async function leaveFolders(context, { path: file, id }, folders) {
    const { files } = context;
    const folder = external_node_path_default().dirname(file);
    const isBusy = () => files.look(folder) !== undefined &&
        files.list(folder).every((name) => name.startsWith(external_node_path_default().basename(file)));
    removeFolders(context, folders);
    for (let tries = 1; tries <= MOST_TRIES && folders.includes(folder) && isBusy(); tries++) {
        const isTold = await withLock(context, file, id, (held) => {
            const logins = readLogins(files, file);
            if (!logins)
                return false;
            const madeFolders = [...new Set([...folders, ...logins.madeFolders])];
            writeLogins(files, held, file, { ...logins, madeFolders }, files.look(file));
            return true;
        });
        if (isTold)
            return;
        removeFolders(context, folders);
    }
}
const MOST_TRIES = 5;
function removeFolders({ files }, folders) {
    for (const folder of new Set(folders))
        files.removeEmptyFolder(folder);
}

;// CONCATENATED MODULE: ./lib/exporters/profile/write.js









async function writeProfile(context, { wanted, credential, journal, folder }, command) {
    if (!wanted.profile)
        throw new Error('No profile is wanted.');
    const profile = { name: wanted.profile.name, credential, command, region: wanted.region };
    const { configFile, ...chosen } = profilePlaces(context, wanted.profile.credentialsFile);
    const config = await record(context, journal, 'config.json', configFile, profile);
    const announce = (entry) => () => journal.amend(entry, { madeFolders: foldersToMake(context, entry.path, entry.madeFolders) });
    const write = async (configHeld) => {
        if (command !== undefined) {
            apply(context, journal, await prepare(context, config, configHeld, profile, folder));
            return { name: profile.name, configFile };
        }
        const own = wanted.cleanup
            ? jobCredentialsFile
            : (_, { file }) => file('credentials.ini');
        const credentialsFile = chosen.credentialsFile ?? own(context, folder);
        const ini = await record(context, journal, 'credentials.ini', credentialsFile, profile);
        if (chosen.credentialsFile === undefined)
            (0,private_folder/* makePrivate */.ux)(context, external_node_path_default().dirname(credentialsFile));
        const writeBoth = async (iniHeld) => {
            const edits = [
                await prepare(context, ini, iniHeld, profile, folder),
                await prepare(context, config, configHeld, profile, folder),
            ];
            for (const edit of edits)
                apply(context, journal, edit);
        };
        await withLock(context, credentialsFile, ini.id, writeBoth, announce(ini));
        return { name: profile.name, credentialsFile, configFile };
    };
    return withLock(context, configFile, config.id, write, announce(config));
}
const LONGEST_RECORD = 8_000;
async function record(context, journal, format, file, profile) {
    refuseFolderInTheWay(context, external_node_path_default().dirname(file));
    const id = context.random.uuid();
    const madeFolders = foldersToMake(context, file);
    const entry = {
        kind: 'profile',
        format,
        path: file,
        profile: profile.name,
        id,
        mark: markOf(await targetOf({ format, path: file }), profile, id),
        madeFolders,
    };
    journal.record(entry, { path: file, format });
    return entry;
}
function foldersToMake(context, file, known = []) {
    const { files } = context;
    const logins = attempt(() => readLogins(files, file));
    const others = logins instanceof errors/* FileError */.f6 ? [] : (logins?.madeFolders ?? []);
    const folders = foldersOf(file).filter((folder) => known.includes(folder) || others.includes(folder) || !files.look(folder));
    if (folders.join('').length > LONGEST_RECORD) {
        throw new errors/* FileError */.f6(`Too many of the parent folders of ${file} are missing.`, {
            hint: 'Create the folder first, or run the job with another HOME or credentials-file.',
        });
    }
    return folders;
}
function foldersOf(file) {
    const folder = external_node_path_default().dirname(file);
    return folder === file ? [] : [folder, ...foldersOf(folder)];
}
async function prepare(context, entry, held, profile, folder) {
    const { files, clock } = context;
    const { path: file, id, mark, madeFolders } = entry;
    const target = await targetOf(entry);
    const existing = usable(context, file, held);
    usable(context, loginsFileOf(file), held);
    const found = {
        text: existing && files.read(file),
        logins: readLogins(files, file),
    };
    const state = leave(target, withoutDead(context, target, found), id);
    const login = { id, mark, began: clock.now(), folder: folder.path(), place: placeOf(files, folder.path()) };
    const { text, logins } = enter(target, state, login, profile, {
        mode: found.logins ? found.logins.before.mode : existing?.mode,
        madeFolders: [...madeFolders, ...held.madeFolders, ...(found.logins?.madeFolders ?? [])],
    });
    const edit = { entry, held, existing, text, logins: announcing(logins, found.text) };
    refuseTooLarge(edit);
    return edit;
}
const ROOM = 2 ** 18;
function refuseTooLarge({ entry: { path: file }, text, logins }) {
    for (const [name, content] of [
        [file, text],
        [loginsFileOf(file), formatLogins(logins)],
    ]) {
        if (Buffer.byteLength(content) <= runtime_files/* MOST_BYTES */.uZ - ROOM)
            continue;
        throw new errors/* FileError */.f6(`With this profile, ${name} would be too large to be read when the job ends.`, {
            hint: `Make ${file} smaller, or run the job with another HOME or credentials-file.`,
        });
    }
}
function apply({ files }, journal, edit) {
    const { entry, held, existing, text, logins } = edit;
    const { path: file } = entry;
    journal.amend(entry, { begun: true });
    writeLogins(files, held, file, logins, existing);
    files.replace(file, held.file('new'), text, existing);
}
function usable({ files }, file, held) {
    const existing = files.look(file);
    if (!existing)
        return undefined;
    if (existing.kind !== 'file')
        throw inTheWay(file, existing);
    const ours = files.look(external_node_path_default().dirname(held.file('')))?.uid;
    const owners = files.look(external_node_path_default().dirname(file))?.uid;
    if (existing.uid !== ours && existing.uid !== owners) {
        throw new errors/* FileError */.f6(`${file} belongs to another user, who could read the secret.`, {
            hint: 'Remove it, or name a credentials-file in a folder that only this user can write to.',
        });
    }
    return existing;
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

;// CONCATENATED MODULE: ./lib/exporters/profile.js





const profile = {
    check: (context, { profile }) => {
        profilePlaces(context, profile?.credentialsFile);
        if (profile?.refresh)
            (0,command/* refuseWhereDisabled */.C)(context);
    },
    preview: (context, { wanted: { profile } }) => {
        if (!profile)
            return [];
        const { name, refresh, credentialsFile = 'a private credentials.ini under RUNNER_TEMP' } = profile;
        const config = configFile(context);
        return [
            refresh
                ? `write the profile \u201c${name}\u201d, which renews itself until the job ends, to ${config}`
                : `write the profile \u201c${name}\u201d to ${credentialsFile} and ${config}`,
            'export the variables that name it',
        ];
    },
    export: async (context, handover) => {
        const refresh = handover.wanted.profile?.refresh === true;
        const command = refresh ? (await __webpack_require__.e(/* import() */ 95).then(__webpack_require__.bind(__webpack_require__, 95))).leaveRenewal(context, handover) : undefined;
        const { name, credentialsFile, configFile } = await writeProfile(context, handover, command);
        return {
            as: `the profile \u201c${name}\u201d${refresh ? ', which renews itself until the job ends' : ''}`,
            variables: {
                ALIBABA_CLOUD_PROFILE: name,
                ALICLOUD_PROFILE: name,
                ...(credentialsFile && { ALIBABA_CLOUD_CREDENTIALS_FILE: credentialsFile }),
                ALICLOUD_SHARED_CREDENTIALS_FILE: configFile,
            },
            outputs: { profile: name, ...(credentialsFile && { 'credentials-file': credentialsFile }) },
        };
    },
    undo: undoProfile,
    discard: discardProfile,
    undoLost: undoLostProfiles,
};


/***/ }),

/***/ 618:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ refuseWhereDisabled),
/* harmony export */   f: () => (/* binding */ renewingCommand)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(357);


function renewingCommand({ program, platform, files }, folder) {
    const script = node_path__WEBPACK_IMPORTED_MODULE_0___default().join(program.dist, 'refresh', 'index.js');
    if (!files.look(script))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6(`${script} is gone.`, { hint: 'It is a part of this action.' });
    const words = [program.node, script, folder];
    const plain = platform === 'win32' ? /^[\w.:@+=,~/\\-]+$/ : /^[\w.:@+=,~/-]+$/;
    const odd = words.find((word) => !plain.test(word));
    if (odd !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`refresh: some tools cannot run a command with this path in it: \u201c${odd}\u201d.`, 'Install the runner and its RUNNER_TEMP in a path that has only letters, digits, dots, dashes and underscores.');
    }
    return words.join(' ');
}
function refuseWhereDisabled({ env }) {
    const value = env.get(SWITCH)?.trim().toLowerCase() ?? '';
    if (['', '0', 'false', 'no', 'off'].includes(value))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`${SWITCH} is set, so no tool would run the command of a profile that renews itself.`, 'Unset it for this job, or log in without refresh.');
}
const SWITCH = 'ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS';


/***/ }),

/***/ 562:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ fingerprint),
/* harmony export */   c: () => (/* binding */ checksum)
/* harmony export */ });
/* harmony import */ var _crypto_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(217);

function fingerprint(salt, value) {
    return (0,_crypto_js__WEBPACK_IMPORTED_MODULE_0__/* .crypto */ .E)().createHmac('sha256', salt).update(value).digest('hex');
}
function checksum(salt, value) {
    let sum = 0x811c9dc5;
    for (const byte of Buffer.from(`${salt}${value}`))
        sum = Math.imul(sum ^ byte, 0x01000193);
    return (sum >>> 0).toString(16);
}


/***/ })

};
;