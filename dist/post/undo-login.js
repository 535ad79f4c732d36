"use strict";
exports.id = 19;
exports.ids = [19];
exports.modules = {

/***/ 19:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  undoInPost: () => (/* binding */ undoInPost),
  undoableOf: () => (/* binding */ undoableOf)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(357);
;// CONCATENATED MODULE: ./lib/export/table.js
const EXPORTERS = {
    profile: {
        wanted: ({ profile }) => profile !== undefined,
        load: async () => (await __webpack_require__.e(/* import() */ 757).then(__webpack_require__.bind(__webpack_require__, 757))).profile,
    },
    variables: {
        wanted: ({ env, region, profile }) => env || region !== undefined || profile !== undefined,
        load: async () => (await __webpack_require__.e(/* import() */ 26).then(__webpack_require__.bind(__webpack_require__, 26))).variables,
    },
    outputs: {
        wanted: () => true,
        load: async () => (await __webpack_require__.e(/* import() */ 765).then(__webpack_require__.bind(__webpack_require__, 765))).outputs,
    },
};
function exportersFor(wanted) {
    return Promise.all(Object.values(EXPORTERS)
        .filter((exporter) => exporter.wanted(wanted))
        .map(({ load }) => load()));
}
async function exporterOf(kind) {
    return Object.hasOwn(EXPORTERS, kind) ? EXPORTERS[kind]?.load() : undefined;
}

// EXTERNAL MODULE: ./lib/record/private-folder.js
var private_folder = __webpack_require__(204);
// EXTERNAL MODULE: ./lib/record/record.js
var record_record = __webpack_require__(251);
// EXTERNAL MODULE: ./lib/record/state.js
var record_state = __webpack_require__(345);
;// CONCATENATED MODULE: ./lib/record/undo.js




async function undoLogin(base, exporterOf) {
    const state = (0,record_state/* readState */.un)(base.runner);
    if (!state)
        return undefined;
    const context = withPatience(base);
    const { folder } = state;
    if (!(0,private_folder/* isPrivateFolder */.EV)(context, folder))
        throw new errors/* FileError */.f6(`${folder} is not a folder of this action.`);
    const record = recordOf(context, state);
    const left = record ? await undoEntries(context, record, exporterOf) : [];
    if (!record)
        await undoLost(context, state, exporterOf);
    const isRemoved = (await attempt(context, () => (0,private_folder/* removePrivateFolder */.Yv)(context, folder))) !== false;
    return {
        isComplete: record !== undefined && left.length === 0 && isRemoved,
        isNews: record?.phase !== 'logged out' && (record?.entries ?? []).length > 0,
    };
}
const PATIENCE = 30_000;
function withPatience(context) {
    return { ...context, deadline: context.clock.now() + PATIENCE };
}
async function undoFailed(context, journal, exporterOf) {
    const { entries } = journal;
    const left = await undoEntries(withPatience(context), { entries, phase: 'logging in' }, exporterOf);
    await attempt(context, () => journal.close(left));
}
function recordOf(context, { folder, files }) {
    let why = `The record of this login in ${folder} is gone`;
    try {
        const record = (0,record_record/* readRecord */.aE)(context, folder);
        if (record || !files)
            return record;
    }
    catch (error) {
        why = (0,errors/* messageOf */.bD)(error).replace(/\.$/, '');
    }
    context.log.warning(`${why}. Variables that it set stay until the job ends. ` +
        'Leave what is in RUNNER_TEMP there until the post steps have run.');
    return undefined;
}
async function undoLost(context, { folder, files = [] }, exporterOf) {
    for (const file of files)
        await attempt(context, async () => (await ownerOf(file, exporterOf)).undoLost?.(context, file, folder));
}
async function undoEntries(context, { entries, phase }, exporterOf) {
    const left = [];
    for (const entry of entries.toReversed()) {
        const isUndone = await attempt(context, async () => (await ownerOf(entry, exporterOf)).undo(context, entry, phase === 'logged in'));
        if (!isUndone)
            left.unshift(entry);
    }
    return left;
}
async function discardAll(context, journal, exporterOf) {
    const sorry = 'Could not remove what was kept to undo this login';
    for (const entry of journal.entries)
        await attempt(context, async () => (await ownerOf(entry, exporterOf)).discard?.(context, entry), sorry);
    await attempt(context, () => journal.remove(), sorry);
}
async function attempt({ log }, action, sorry = 'Could not undo everything') {
    try {
        return await action();
    }
    catch (error) {
        log.warning(`${sorry}: ${(0,errors/* messageOf */.bD)(error)}`);
        return false;
    }
}
async function ownerOf({ kind }, exporterOf) {
    const owner = await exporterOf(kind);
    if (!owner)
        throw new errors/* FileError */.f6(`The record has an entry of a kind that this version does not know.`);
    return owner;
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(161);
var external_node_os_default = /*#__PURE__*/__webpack_require__.n(external_node_os_);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./lib/secrets/fingerprint.js
var fingerprint = __webpack_require__(562);
// EXTERNAL MODULE: ./lib/text/json.js
var json = __webpack_require__(70);
;// CONCATENATED MODULE: ./lib/runtime/env.js
function environment(variables) {
    const exported = new Map();
    return {
        get: (name) => exported.get(name) ?? variables[name],
        initial: variables,
        set: (name, value) => void exported.set(name, value),
        forget: () => exported.clear(),
    };
}

// EXTERNAL MODULE: ./lib/runtime/files.js + 2 modules
var files = __webpack_require__(140);
// EXTERNAL MODULE: ./lib/text/escapes.js
var escapes = __webpack_require__(778);
;// CONCATENATED MODULE: ./lib/secrets/encodings.js

const SHORTEST_PACKED = 8;
function encodingsOf(value) {
    const bytes = Buffer.from(value);
    const packed = bytes.length >= SHORTEST_PACKED ? [...base64(bytes), ...hex(bytes)] : [];
    const forms = new Set([...percent(value), ...encodings_json(value), ...html(value), ...packed]);
    forms.delete(value);
    return [...forms];
}
function percent(value) {
    const loose = encodeURIComponent(value.toWellFormed());
    const strict = (0,escapes/* percentEncode */.JO)(value);
    const form = new URLSearchParams([['', value]]).toString().slice(1);
    const upper = [loose, strict, strict.replaceAll('%20', '+'), form];
    const both = [...upper, ...upper.map(lowerCaseDigits)];
    return [...both, ...both.map((form) => form.replaceAll('%', '%25'))];
}
function lowerCaseDigits(text) {
    return text.replace(/%[\dA-F]{2}/g, (digits) => digits.toLowerCase());
}
function encodings_json(value) {
    const escaped = (text) => JSON.stringify(text).slice(1, -1);
    const plain = escaped(value);
    const numbered = special(value, NOT_PLAIN, (code) => `\\u${digits(code, 4)}`);
    return [
        plain,
        plain.replaceAll('/', '\\/'),
        escaped(plain),
        numbered,
        special(value, NOT_PLAIN, (code) => `\\u${digits(code, 4).toUpperCase()}`),
        special(plain, /[&'<=>]/g, (code) => `\\u${digits(code, 4)}`),
    ];
}
function html(value) {
    const named = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    return [
        named,
        ...['&#39;', '&#x27;', '&apos;'].map((quote) => named.replaceAll('"', '&quot;').replaceAll("'", quote)),
        named.replaceAll('"', '&#34;').replaceAll("'", '&#39;'),
        special(value, NOT_PLAIN, (code) => `&#${code};`),
        special(value, NOT_PLAIN, (code) => `&#x${digits(code, 1)};`),
        special(value, NOT_PLAIN, (code) => `&#x${digits(code, 1).toUpperCase()};`),
    ];
}
function base64(bytes) {
    return [0, 1, 2].flatMap((offset) => {
        const text = Buffer.concat([Buffer.alloc(offset), bytes])
            .toString('base64')
            .replaceAll('=', '');
        const first = Math.ceil((offset * 8) / 6);
        const last = Math.floor(((offset + bytes.length) * 8) / 6);
        const own = text.slice(first, last);
        return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
    });
}
function hex(bytes) {
    const text = bytes.toString('hex');
    return [text, text.toUpperCase()];
}
const NOT_PLAIN = /[^A-Za-z0-9]/g;
function special(text, which, encode) {
    return text.replace(which, (character) => encode(character.charCodeAt(0)));
}
function digits(code, length) {
    return code.toString(16).padStart(length, '0');
}

// EXTERNAL MODULE: ./lib/secrets/lookalikes.js
var lookalikes = __webpack_require__(198);
;// CONCATENATED MODULE: ./lib/secrets/redactor.js



const SHORTEST_SECRET = 4;
const SHORTEST_PART = 8;
const SHORTEST_WRAPPED = 16;
const LONGEST_TEXT = 65_536;
function redactor() {
    let forms = [];
    let unbroken = [];
    let fresh = [];
    const encode = () => {
        if (fresh.length === 0)
            return;
        const added = [...new Set(fresh)].flatMap((value) => [value, ...encodingsOf(value)]);
        forms = [...new Set([...forms, ...added])]
            .filter((form) => form.trim().length >= SHORTEST_SECRET)
            .sort((a, b) => b.length - a.length);
        unbroken = forms
            .map((form) => form.replace(/\s+/g, ''))
            .filter((form) => form.length >= SHORTEST_WRAPPED);
        fresh = [];
    };
    const isWrapped = (text) => {
        const bare = text.replace(/\s+/g, '');
        return bare.length < text.length && unbroken.some((form) => withoutEvery(bare, form, '') !== bare);
    };
    const redact = (text) => {
        encode();
        const shown = forms.reduce((rest, form) => withoutEvery(rest, form, '***'), (0,escapes/* shortened */.vI)(text, LONGEST_TEXT));
        return isWrapped(shown) ? '***' : shown;
    };
    return {
        hide: (value) => {
            const lines = [value, ...value.split('\n').map((line) => line.trim())];
            fresh = fresh.concat(lines.filter((line) => line.trim().length >= SHORTEST_SECRET));
        },
        redact,
        redactEcho: (text) => withoutParts((0,lookalikes/* withoutLookalikes */.TT)(redact(text)), forms, SHORTEST_PART),
    };
}
function withoutParts(text, patterns, shortest) {
    const possible = new Set(piecesOf(text, shortest));
    const found = new Set();
    for (const pattern of patterns)
        for (const piece of piecesOf(pattern, shortest))
            if (possible.has(piece))
                found.add(piece);
    let result = '';
    for (let at = 0; at < text.length;) {
        let end = at + 1;
        if (found.has(text.slice(at, at + shortest)))
            for (end = at + shortest; found.has(text.slice(end + 1 - shortest, end + 1));)
                end++;
        const stretch = text.slice(at, end);
        result += stretch.length > 1 && !isWords(stretch) ? '***' : stretch;
        at = end;
    }
    return result;
}
function* piecesOf(text, length) {
    for (let at = 0; at + length <= text.length; at++)
        yield text.slice(at, at + length);
}
function isWords(text) {
    return text.split(/[^A-Za-z0-9]+/).every((word) => /^(?:[A-Z]?[a-z]*|[A-Z]+)$/.test(word));
}
const HEAD = 16;
function withoutEvery(text, pattern, replacement) {
    if (pattern === '' || !text.includes(pattern.slice(0, HEAD)))
        return text;
    const borders = bordersOf(pattern);
    let result = '';
    let kept = 0;
    let matched = 0;
    for (let at = 0; at < text.length; at++) {
        while (matched > 0 && text[at] !== pattern[matched])
            matched = borders[matched - 1] ?? 0;
        if (text[at] === pattern[matched])
            matched++;
        if (matched < pattern.length)
            continue;
        result += text.slice(kept, at + 1 - pattern.length) + replacement;
        kept = at + 1;
        matched = 0;
    }
    return result + text.slice(kept);
}
function bordersOf(pattern) {
    const borders = new Uint32Array(pattern.length);
    let length = 0;
    for (let at = 1; at < pattern.length; at++) {
        while (length > 0 && pattern[at] !== pattern[length])
            length = borders[length - 1] ?? 0;
        if (pattern[at] === pattern[length])
            length++;
        borders[at] = length;
    }
    return borders;
}

;// CONCATENATED MODULE: ./lib/runtime/log.js


const LONGEST_MESSAGE = 4_000;
const LONGEST_GROUP = 60_000;
function log_workflowLog(issue, print) {
    const { hide, redact, redactEcho } = redactor();
    const masked = new Set();
    const shown = (text, longest) => {
        const redacted = redact(text);
        return `${(0,escapes/* visibleLines */.gB)(redacted.slice(0, longest))}${redacted.length > longest ? '\u2026' : ''}`;
    };
    const say = (name, message, properties = {}) => issue(name, properties, shown(message, LONGEST_MESSAGE));
    return {
        debug: (message) => say('debug', message),
        info: (message) => print(neutral(shown(message, LONGEST_MESSAGE))),
        warning: (message) => say('warning', message),
        error: (title, message) => say('error', message, { title: (0,escapes/* visibleLines */.gB)(redact(title)) }),
        group: (title, lines) => {
            say('group', title);
            print(neutral(shown(lines, LONGEST_GROUP)));
            issue('endgroup', {}, '');
        },
        mask: (value) => {
            if (value.trim() === '' || masked.has(value))
                return;
            masked.add(value);
            hide(value);
            issue('add-mask', {}, value);
        },
        conceal: hide,
        redact,
        redactEcho,
    };
}
const LINE_OF_COMMAND = /^([\t\v\f \u0085\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff]*)(::)/gm;
function neutral(text) {
    return text.replace(LINE_OF_COMMAND, '$1\u200b$2').replaceAll('##[', '## [');
}

;// CONCATENATED MODULE: ./lib/runtime/private-windows.js
const OWNER_ONLY = ['/inheritance:r', '/grant:r', '*S-1-3-4:(OI)(CI)F', '/q'];
const private_windows_PATIENCE = 10_000;
function closedOnWindows(files, systemRoot) {
    return {
        ...files,
        createPrivateFolder: (folder) => {
            files.createPrivateFolder(folder);
            const { spawnSync } = process.getBuiltinModule('node:child_process');
            const { status, error } = spawnSync(`${systemRoot}\\System32\\icacls.exe`, [folder, ...OWNER_ONLY], {
                stdio: 'ignore',
                timeout: private_windows_PATIENCE,
                windowsHide: true,
            });
            if (status === 0)
                return undefined;
            return `Other users of this machine may be able to read ${folder}: icacls could not close it (${error?.message ?? `status ${status}`}).`;
        },
    };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(24);
var external_node_fs_default = /*#__PURE__*/__webpack_require__.n(external_node_fs_);
;// CONCATENATED MODULE: ./lib/runtime/stdout.js

const STDOUT = 1;
const STDERR = 2;
function print(text) {
    write(STDOUT, text);
}
function printError(text) {
    write(STDERR, text);
}
function write(file, text) {
    let rest = Buffer.from(text);
    while (rest.length > 0) {
        try {
            rest = rest.subarray(external_node_fs_default().writeSync(file, rest));
        }
        catch (error) {
            const code = error instanceof Error && 'code' in error ? error.code : undefined;
            if (code === 'EPIPE' || code === 'EOF')
                return;
            if (code !== 'EAGAIN')
                throw error;
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
        }
    }
}
function printAtOnce() {
    Object.defineProperty(process, 'stdout', { configurable: true, value: { write: print } });
}

// EXTERNAL MODULE: external "os"
var external_os_ = __webpack_require__(857);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/utils.js
var utils = __webpack_require__(679);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_.EOL);
}
function issue(name, message = '') {
    issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return (0,utils/* toCommandValue */.E)(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return (0,utils/* toCommandValue */.E)(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
// EXTERNAL MODULE: external "fs"
var external_fs_ = __webpack_require__(896);
;// CONCATENATED MODULE: ./node_modules/@actions/github/lib/context.js


class Context {
    /**
     * Hydrate the context from the environment
     */
    constructor() {
        var _a, _b, _c;
        this.payload = {};
        if (process.env.GITHUB_EVENT_PATH) {
            if ((0,external_fs_.existsSync)(process.env.GITHUB_EVENT_PATH)) {
                this.payload = JSON.parse((0,external_fs_.readFileSync)(process.env.GITHUB_EVENT_PATH, { encoding: 'utf8' }));
            }
            else {
                const path = process.env.GITHUB_EVENT_PATH;
                process.stdout.write(`GITHUB_EVENT_PATH ${path} does not exist${external_os_.EOL}`);
            }
        }
        this.eventName = process.env.GITHUB_EVENT_NAME;
        this.sha = process.env.GITHUB_SHA;
        this.ref = process.env.GITHUB_REF;
        this.workflow = process.env.GITHUB_WORKFLOW;
        this.action = process.env.GITHUB_ACTION;
        this.actor = process.env.GITHUB_ACTOR;
        this.job = process.env.GITHUB_JOB;
        this.runAttempt = parseInt(process.env.GITHUB_RUN_ATTEMPT, 10);
        this.runNumber = parseInt(process.env.GITHUB_RUN_NUMBER, 10);
        this.runId = parseInt(process.env.GITHUB_RUN_ID, 10);
        this.apiUrl = (_a = process.env.GITHUB_API_URL) !== null && _a !== void 0 ? _a : `https://api.github.com`;
        this.serverUrl = (_b = process.env.GITHUB_SERVER_URL) !== null && _b !== void 0 ? _b : `https://github.com`;
        this.graphqlUrl =
            (_c = process.env.GITHUB_GRAPHQL_URL) !== null && _c !== void 0 ? _c : `https://api.github.com/graphql`;
    }
    get issue() {
        const payload = this.payload;
        return Object.assign(Object.assign({}, this.repo), { number: (payload.issue || payload.pull_request || payload).number });
    }
    get repo() {
        if (process.env.GITHUB_REPOSITORY) {
            const [owner, repo] = process.env.GITHUB_REPOSITORY.split('/');
            return { owner, repo };
        }
        if (this.payload.repository) {
            return {
                owner: this.payload.repository.owner.login,
                repo: this.payload.repository.name
            };
        }
        throw new Error("context.repo requires a GITHUB_REPOSITORY environment variable like 'owner/repo'");
    }
}
//# sourceMappingURL=context.js.map
;// CONCATENATED MODULE: ./lib/runtime/toolkit.js






function fileCommands(env, { append, assertCreatable, look }) {
    const pathOf = (file) => {
        const path = env.get(file);
        if (path)
            return path;
        throw new errors/* ActionError */.lZ('file', `The runner gives this step no ${file} file.`, {
            hint: 'This action needs a GitHub Actions runner 2.327.1 or newer, or a program that offers the same files.',
        });
    };
    const record = (file, values, format) => {
        const path = pathOf(file);
        const records = Object.entries(values).map(([name, value]) => `${format(name, value)}${(external_node_os_default()).EOL}`);
        (0,files/* onRunnerFiles */.l6)(() => append(path, records.join('')));
    };
    return {
        check: (file) => {
            const path = pathOf(file);
            (0,files/* onRunnerFiles */.l6)(() => (look(path) ? append(path, '') : assertCreatable(path)));
        },
        exportVariables: async (variables) => {
            record('GITHUB_ENV', variables, await formatOf(variables));
            for (const [name, value] of Object.entries(variables))
                env.set(name, value);
        },
        setOutputs: async (outputs) => record('GITHUB_OUTPUT', outputs, await formatOf(outputs)),
        saveState: (name, value) => record('GITHUB_STATE', { [name]: value }, ofOneLine),
        state: (name) => env.get(`STATE_${name}`) ?? '',
        summarize: async (markdown) => {
            const path = env.get('GITHUB_STEP_SUMMARY');
            if (path)
                append(path, `${markdown}${(external_node_os_default()).EOL}`);
        },
    };
}
function ofOneLine(name, value) {
    return `${name}=${value}`;
}
async function formatOf(values) {
    return Object.values(values).some((value) => /[\r\n]/.test(value))
        ? (await __webpack_require__.e(/* import() */ 902).then(__webpack_require__.bind(__webpack_require__, 902))).prepareKeyValueMessage
        : ofOneLine;
}

;// CONCATENATED MODULE: ./lib/runtime/system.js










function localContext(signal, log = logOfStep()) {
    const env = environment(process.env);
    return {
        env,
        platform: process.platform,
        program: { node: process.execPath, dist: external_node_path_default().resolve(external_node_path_default().dirname(process.argv[1] ?? ''), '..') },
        user: process.geteuid?.(),
        home: homeFolder,
        files: process.platform === 'win32'
            ? closedOnWindows(files/* nodeFiles */.kT, env.get('SystemRoot') ?? 'C:\\Windows')
            : files/* nodeFiles */.kT,
        runner: fileCommands(env, files/* nodeFiles */.kT),
        job: readJob,
        log,
        random: systemRandom,
        clock: systemClock,
        signal,
    };
}
function logOfStep() {
    printAtOnce();
    return log_workflowLog(issueCommand, (lines) => print(`${lines}${(external_node_os_default()).EOL}`));
}
function silentLog() {
    return workflowLog(() => { }, () => { });
}
function readJob() {
    const event = process.env['GITHUB_EVENT_PATH'];
    delete process.env['GITHUB_EVENT_PATH'];
    const job = new Context();
    if (event === undefined)
        return job;
    process.env['GITHUB_EVENT_PATH'] = event;
    job.payload = eventIn(event) ?? {};
    return job;
}
function eventIn(file) {
    try {
        return (0,json/* parseObject */.lj)(files/* nodeFiles */.kT.read(file) ?? '');
    }
    catch {
        return undefined;
    }
}
function homeFolder() {
    try {
        const home = external_node_os_default().homedir();
        const rooted = process.platform !== 'win32' || /^(?:[A-Za-z]:|[\\/]{2})/.test(home);
        return external_node_path_default().isAbsolute(home) && rooted ? home : undefined;
    }
    catch {
        return undefined;
    }
}
const systemRandom = { fraction: Math.random, uuid: () => (0,fingerprint/* crypto */.Et)().randomUUID() };
const systemClock = {
    now: Date.now,
    nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
    sleep: (milliseconds, signal) => new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const stop = () => {
            clearTimeout(timer);
            reject(signal.reason);
        };
        const timer = setTimeout(() => {
            signal.removeEventListener('abort', stop);
            resolve();
        }, milliseconds);
        signal.addEventListener('abort', stop, { once: true });
    }),
};

;// CONCATENATED MODULE: ./lib/login/undo-login.js




const undoableOf = async (kind) => kind === 'registry' ? (await __webpack_require__.e(/* import() */ 487).then(__webpack_require__.bind(__webpack_require__, 487))).registry : exporterOf(kind);
async function undoInPost(context = localContext(new AbortController().signal)) {
    try {
        const undone = await undoLogin(context, undoableOf);
        if (undone?.isComplete && undone.isNews)
            context.log.info('Took back the credential and everything that was exported.');
    }
    catch (error) {
        context.log.warning(`Could not undo what this step did: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}


/***/ }),

/***/ 204:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AX: () => (/* binding */ sharedFolder),
/* harmony export */   EV: () => (/* binding */ isPrivateFolder),
/* harmony export */   Gj: () => (/* binding */ privateFoldersIn),
/* harmony export */   Yv: () => (/* binding */ removePrivateFolder),
/* harmony export */   lC: () => (/* binding */ newFolder),
/* harmony export */   ux: () => (/* binding */ makePrivate)
/* harmony export */ });
/* unused harmony exports isOpen, runnerTemp */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(357);
/* harmony import */ var _runtime_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(140);
/* harmony import */ var _runtime_own_folder_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(643);




const PREFIX = 'alicloud-credentials-';
const SHARED_PREFIX = `${PREFIX}shared-`;
function newFolder(context) {
    const folder = node_path__WEBPACK_IMPORTED_MODULE_0___default().join(runnerTemp(context), `${PREFIX}${context.random.uuid()}`);
    (0,_runtime_files_js__WEBPACK_IMPORTED_MODULE_2__/* .onRunnerFiles */ .l6)(() => context.files.assertCreatable(folder));
    context.runner.check('GITHUB_STATE');
    return folder;
}
function isOpen({ files, platform }, folder) {
    return platform !== 'win32' && ((files.look(folder)?.mode ?? 0) & 0o077) !== 0;
}
function makePrivate({ files, log }, folder) {
    if (files.look(folder))
        return;
    const warning = (0,_runtime_files_js__WEBPACK_IMPORTED_MODULE_2__/* .onRunnerFiles */ .l6)(() => files.createPrivateFolder(folder));
    if (warning)
        log.warning(warning);
}
function removePrivateFolder({ files }, folder) {
    const aside = `${folder}-gone`;
    try {
        files.move(folder, aside);
    }
    catch {
    }
    for (const left of [aside, folder])
        files.removeFolder(left);
}
function privateFoldersIn(context) {
    const temp = runnerTemp(context);
    return context.files
        .list(temp)
        .map((name) => node_path__WEBPACK_IMPORTED_MODULE_0___default().join(temp, name))
        .filter((folder) => isPrivateFolder(context, folder) && (0,_runtime_own_folder_js__WEBPACK_IMPORTED_MODULE_3__/* .isOwnFolder */ .Zn)(context, folder));
}
function sharedFolder(context, own) {
    const { files, random } = context;
    const temp = runnerTemp(context);
    const user = files.look(own)?.uid ?? context.user ?? 0;
    const found = files
        .list(temp)
        .filter((name) => name.startsWith(SHARED_PREFIX))
        .map((name) => node_path__WEBPACK_IMPORTED_MODULE_0___default().join(temp, name))
        .find((folder) => {
        const there = files.look(folder);
        return there?.kind === 'folder' && there.uid === user;
    });
    return found ?? node_path__WEBPACK_IMPORTED_MODULE_0___default().join(temp, `${SHARED_PREFIX}${random.uuid()}`);
}
function isPrivateFolder(context, folder) {
    const temp = context.env.get('RUNNER_TEMP');
    return (Boolean(temp) &&
        node_path__WEBPACK_IMPORTED_MODULE_0___default().dirname(folder) === node_path__WEBPACK_IMPORTED_MODULE_0___default().resolve(temp ?? '') &&
        node_path__WEBPACK_IMPORTED_MODULE_0___default().basename(folder).startsWith(PREFIX));
}
function runnerTemp({ env, files }) {
    const temp = env.get('RUNNER_TEMP');
    if (!temp) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6('RUNNER_TEMP is not set, so there is no safe place for a private file.', {
            hint: 'The runner sets this variable; make sure that no step or env block overrides it.',
        });
    }
    const workspace = env.get('GITHUB_WORKSPACE');
    if (workspace && files.isPathInside(temp, workspace)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6(`RUNNER_TEMP (${temp}) is in the workspace, whose files are committed, packed and uploaded.`, { hint: 'Set RUNNER_TEMP to a folder outside GITHUB_WORKSPACE, as the runner does.' });
    }
    return node_path__WEBPACK_IMPORTED_MODULE_0___default().resolve(temp);
}


/***/ }),

/***/ 251:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EV: () => (/* binding */ setByLogins),
/* harmony export */   aE: () => (/* binding */ readRecord),
/* harmony export */   aI: () => (/* binding */ findLogins),
/* harmony export */   hN: () => (/* binding */ isAsSet)
/* harmony export */ });
/* unused harmony exports recordFile, writeRecord, removeRecord, emptyFolder */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(357);
/* harmony import */ var _runtime_own_folder_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(643);
/* harmony import */ var _secrets_fingerprint_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(562);
/* harmony import */ var _shared_file_write_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(166);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(70);
/* harmony import */ var _private_folder_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(204);







const PHASES = [
    'logging in',
    'logged in',
    'logging out',
    'logged out',
];
function isAsSet({ salt, set }, name, value) {
    return set[name] === (0,_secrets_fingerprint_js__WEBPACK_IMPORTED_MODULE_5__/* .checksum */ .cM)(salt, value);
}
const NAME = 'login.json';
function readRecord(context, folder) {
    const file = recordFile(folder);
    const text = (0,_runtime_own_folder_js__WEBPACK_IMPORTED_MODULE_2__/* .readOwnFile */ .zx)(context, folder, NAME);
    if (text === undefined)
        return undefined;
    const record = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_6__/* .parseObject */ .lj)(text);
    const { began, entries } = record ?? {};
    const phase = PHASES.find((candidate) => candidate === record?.['phase']);
    if (typeof began !== 'number' || !Array.isArray(entries) || !phase)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6(`${file} is damaged.`);
    return { began, profile: (0,_text_json_js__WEBPACK_IMPORTED_MODULE_6__/* .textOf */ .b6)(record?.['profile']), phase, entries: entries.filter(isEntry) };
}
function isEntry(value) {
    return (0,_text_json_js__WEBPACK_IMPORTED_MODULE_6__/* .textOf */ .b6)((0,_text_json_js__WEBPACK_IMPORTED_MODULE_6__/* .asObject */ .eB)(value)?.['kind']) !== undefined;
}
function recordFile(folder) {
    return node_path__WEBPACK_IMPORTED_MODULE_0___default().join(folder, NAME);
}
function writeRecord({ files }, folder, record) {
    const file = recordFile(folder);
    const next = `${file}.new`;
    files.remove(next);
    files.create(next, JSON.stringify(record));
    files.move(next, file);
}
function removeRecord({ files }, folder) {
    files.remove(recordFile(folder));
}
function emptyFolder({ files }, folder) {
    for (let pass = 0; pass < 2; pass++)
        for (const name of files.list(folder))
            if (!name.startsWith(NAME))
                files.removeFolder(path.join(folder, name));
}
function findLogins(context, failed) {
    return (0,_private_folder_js__WEBPACK_IMPORTED_MODULE_4__/* .privateFoldersIn */ .Gj)(context)
        .flatMap((folder) => {
        try {
            const record = readRecord(context, folder);
            return record ? [{ folder, record }] : [];
        }
        catch (error) {
            failed(error);
            return [];
        }
    })
        .sort((a, b) => b.record.began - a.record.began);
}
function setByLogins(context) {
    const found = (0,_shared_file_write_js__WEBPACK_IMPORTED_MODULE_3__/* .attempt */ .CD)(() => findLogins(context, () => { }));
    const entries = (found instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6 ? [] : found)
        .flatMap(({ record }) => record.entries)
        .filter((entry) => entry.kind === 'variables');
    return (name) => {
        const value = context.env.get(name) ?? '';
        return entries.some((entry) => isAsSet(entry, name, value) && entry.before[name] !== value);
    };
}


/***/ }),

/***/ 140:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  uZ: () => (/* binding */ MOST_BYTES),
  kT: () => (/* binding */ nodeFiles),
  l6: () => (/* binding */ onRunnerFiles),
  c7: () => (/* binding */ systemCodeOf)
});

// UNUSED EXPORTS: filesOn

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(24);
var external_node_fs_default = /*#__PURE__*/__webpack_require__.n(external_node_fs_);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(161);
var external_node_os_default = /*#__PURE__*/__webpack_require__.n(external_node_os_);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(357);
;// CONCATENATED MODULE: ./lib/runtime/path-identity.js

function realPath(fs, target) {
    const full = external_node_path_default().resolve(target);
    try {
        return fs.realpathSync.native(full);
    }
    catch (error) {
        if (fs.existsSync(full) && !isAbsence(error))
            throw error;
        const parent = external_node_path_default().dirname(full);
        return parent === full ? full : external_node_path_default().join(realPath(fs, parent), external_node_path_default().basename(full));
    }
}
function isAbsence(error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
function isPathInside(fs, file, folder) {
    const [inner, outer] = [realPath(fs, file), realPath(fs, folder)];
    const relative = external_node_path_default().relative(outer, inner);
    if (relative !== '..' && !relative.startsWith(`..${(external_node_path_default()).sep}`) && !external_node_path_default().isAbsolute(relative))
        return true;
    const wanted = identity(fs, outer);
    return wanted !== undefined && ancestors(inner).some((ancestor) => identity(fs, ancestor) === wanted);
}
function isSame(fs, one, other) {
    const [a, b] = [one, other].map((file) => split(fs, realPath(fs, file)));
    if (!a || !b)
        return false;
    const name = (rest) => rest.join('/').normalize('NFC').toLowerCase();
    if (name(a.rest) !== name(b.rest))
        return false;
    if (a.existing === b.existing)
        return true;
    const [first, second, again] = [a, b, a].map(({ existing }) => identity(fs, existing));
    return first !== undefined && first === second && first === again;
}
function split(fs, target) {
    const parent = external_node_path_default().dirname(target);
    if (parent === target || fs.existsSync(target))
        return { existing: target, rest: [] };
    const { existing, rest } = split(fs, parent);
    return { existing, rest: [...rest, external_node_path_default().basename(target)] };
}
function ancestors(target) {
    const parent = external_node_path_default().dirname(target);
    return parent === target ? [target] : [target, ...ancestors(parent)];
}
function identity(fs, target) {
    try {
        const { dev, ino } = fs.statSync(target, { bigint: true });
        return ino === 0n ? undefined : `${dev}:${ino}`;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/runtime/sharing.js
const PATIENCE = 8_000;
const LONGEST_PAUSE = 100;
const CALLS = [
    'appendFileSync',
    'chmodSync',
    'linkSync',
    'lstatSync',
    'mkdirSync',
    'openSync',
    'readFileSync',
    'readSync',
    'readdirSync',
    'renameSync',
    'rmSync',
    'rmdirSync',
    'unlinkSync',
];
const HELD = ['EPERM', 'EACCES', 'EBUSY'];
function sharing(disk, pause = sleep) {
    const patient = (name) => (...values) => {
        const call = disk[name];
        const passing = name === 'rmSync' ? [...HELD, 'ENOTEMPTY'] : HELD;
        for (let waited = 0, next = 5;; next = Math.min(2 * next, LONGEST_PAUSE)) {
            try {
                return call(...values);
            }
            catch (error) {
                if (!passing.includes(codeOf(error)) || waited >= PATIENCE)
                    throw error;
                if (name === 'renameSync')
                    makeWritable(disk, String(values[1]));
                pause(next);
                waited += next;
            }
        }
    };
    return { ...disk, ...Object.fromEntries(CALLS.map((name) => [name, patient(name)])) };
}
function makeWritable(disk, file) {
    const stat = disk.lstatSync(file, { throwIfNoEntry: false });
    if (stat?.isFile() && (stat.mode & 0o200) === 0)
        disk.chmodSync(file, stat.mode | 0o200);
}
function codeOf(error) {
    return error instanceof Error && 'code' in error ? String(error.code) : '';
}
function sleep(milliseconds) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

;// CONCATENATED MODULE: ./lib/runtime/files.js






const filesOn = (fs) => ({
    look: (path) => attempt('read', path, () => {
        const stat = statusOf(fs, path);
        if (!stat)
            return undefined;
        const kind = stat.isSymbolicLink()
            ? 'symlink'
            : stat.isFile()
                ? 'file'
                : stat.isDirectory()
                    ? 'folder'
                    : 'other';
        const identity = stat.ino === 0n ? undefined : `${stat.dev}:${stat.ino}`;
        return {
            kind,
            mode: Number(stat.mode) & 0o777,
            uid: Number(stat.uid),
            gid: Number(stat.gid),
            identity,
        };
    }),
    list: (path) => attempt('read', path, () => fs.readdirSync(path)),
    read: (path) => attempt('read', path, () => textIn(path, readRegular(fs, path))),
    readOwn: (path, isOurs) => attempt('read', path, () => {
        const check = (file) => {
            const { uid, mode } = fs.fstatSync(file);
            if (isOurs({ uid, mode: mode & 0o777 }))
                return;
            throw new errors/* FileError */.f6(`${path} belongs to another user, or others may write to it. It is not used.`);
        };
        return textIn(path, readRegular(fs, path, fs.constants.O_NOFOLLOW ?? 0, check));
    }),
    createPrivateFolder: (path) => attempt('create', path, () => {
        fs.mkdirSync(path, { mode: 0o700 });
        fs.chmodSync(path, 0o700);
        return undefined;
    }),
    createFolder: (path) => attempt('create', path, () => fs.mkdirSync(path, { mode: 0o700 })),
    ensureFolder: (path) => attempt('create', path, () => makeFolders(fs, path)),
    resolve: (target) => attempt('read', target, () => realPath(fs, target)),
    isPathInside: (file, folder) => attempt('read', file, () => isPathInside(fs, file, folder)),
    isSame: (one, other) => attempt('read', one, () => isSame(fs, one, other)),
    assertCreatable: (target) => attempt('create', target, () => {
        const { W_OK, X_OK } = fs.constants;
        fs.accessSync(external_node_path_default().join(external_node_path_default().dirname(target), (external_node_path_default()).sep), W_OK | X_OK);
    }),
    create: (path, content) => attempt('write', path, () => writeNew(fs, path, content)),
    replace: (path, temporary, content, { owner, mode } = {}) => attempt('write', path, () => {
        try {
            writeNew(fs, temporary, content, fs.fsyncSync);
            if (owner)
                keepOwner(fs, temporary, owner);
            if (mode !== undefined)
                fs.chmodSync(temporary, mode);
            fs.renameSync(temporary, path);
        }
        catch (error) {
            fs.rmSync(temporary, { force: true });
            throw error;
        }
    }),
    overwrite: (path, content, mode) => attempt('write', path, () => writeOver(fs, path, content, mode)),
    move: (from, to) => attempt('write', to, () => fs.renameSync(from, to)),
    append: (path, text) => attempt('write', path, () => appendAll(fs, path, text)),
    lengthOf: (path) => attempt('read', path, () => fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0),
    shorten: (path, length) => attempt('write', path, () => {
        const size = fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0;
        if (size > length)
            fs.truncateSync(path, length);
    }),
    remove: (path) => attempt('remove', path, () => unlessAbsent(fs, path, () => fs.unlinkSync(path))),
    removeFolder: (path) => attempt('remove', path, () => fs.rmSync(path, { force: true, recursive: true, maxRetries: 5, retryDelay: 20 })),
    removeEmptyFolder: (path) => attempt('remove', path, () => {
        try {
            unlessAbsent(fs, path, () => fs.rmdirSync(path));
        }
        catch (error) {
            if (!['ENOTEMPTY', 'EEXIST'].includes(errno(error) ?? ''))
                throw error;
        }
    }),
});
const nodeFiles = filesOn(external_node_os_default().platform() === 'win32' ? sharing((external_node_fs_default())) : (external_node_fs_default()));
const MOST_BYTES = 8 * 2 ** 20;
function textIn(path, bytes) {
    try {
        return bytes && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    }
    catch (cause) {
        throw new errors/* FileError */.f6(`${path} is not UTF-8 text.`, { cause });
    }
}
function readRegular(fs, path, flags = 0, check = () => { }) {
    let file;
    try {
        file = openAtOnce(fs, path, fs.constants.O_RDONLY | flags);
    }
    catch (error) {
        if (errno(error) === 'ENOENT')
            return undefined;
        throw error;
    }
    try {
        check(file);
        return readBounded(fs, file, path, sizeOf(fs, file, path));
    }
    finally {
        fs.closeSync(file);
    }
}
function readBounded(fs, file, path, size) {
    const parts = [];
    let length = Math.min(size, MOST_BYTES);
    for (let total = 0;; length = 64 * 1024) {
        const part = Buffer.allocUnsafe(length + 1);
        const read = fs.readSync(file, part);
        if (read === 0)
            return Buffer.concat(parts, total);
        total += read;
        if (total > MOST_BYTES)
            throw new errors/* FileError */.f6(`${path} is larger than ${MOST_BYTES / 2 ** 20} MB, and is not read.`);
        parts.push(part.subarray(0, read));
    }
}
function openAtOnce(fs, path, flags) {
    try {
        return fs.openSync(path, flags | (fs.constants.O_NONBLOCK ?? 0), 0o600);
    }
    catch (error) {
        if (errno(error) === 'ENXIO')
            throw noRegularFile(path);
        throw error;
    }
}
function sizeOf(fs, file, path) {
    const stat = fs.fstatSync(file);
    if (!stat.isFile() && !stat.isDirectory())
        throw noRegularFile(path);
    return stat.size;
}
function noRegularFile(path) {
    return new errors/* FileError */.f6(`${path} is a pipe or a device, not a regular file, and is not used.`);
}
function makeFolders(fs, target) {
    if (fs.existsSync(target)) {
        if (fs.statSync(target, { throwIfNoEntry: false })?.isFile())
            throw Object.assign(new Error(`${target} is a file.`), { code: 'ENOTDIR' });
        return [];
    }
    const parent = external_node_path_default().dirname(target);
    if (parent === target)
        throw new errors/* FileError */.f6(`There is no ${target}: the drive or share is missing.`);
    const parents = makeFolders(fs, parent);
    try {
        fs.mkdirSync(target, { mode: 0o700 });
    }
    catch (error) {
        if (errno(error) === 'EEXIST' && fs.statSync(target).isDirectory())
            return parents;
        throw error;
    }
    return [target, ...parents];
}
function unlessAbsent(fs, target, removal) {
    try {
        removal();
    }
    catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes(errno(error) ?? ''))
            return;
        if (!fs.lstatSync(target, { throwIfNoEntry: false }))
            return;
        throw error;
    }
}
function writeNew(fs, path, content, settle = () => { }) {
    const file = fs.openSync(path, 'wx', 0o600);
    try {
        fs.fchmodSync(file, 0o600);
        fs.writeFileSync(file, content);
        settle(file);
    }
    finally {
        fs.closeSync(file);
    }
}
function writeOver(fs, path, content, mode) {
    const bytes = Buffer.from(content);
    const file = openAtOnce(fs, path, fs.constants.O_WRONLY | (fs.constants.O_NOFOLLOW ?? 0));
    try {
        if (sizeOf(fs, file, path) < bytes.length)
            throw new errors/* FileError */.f6(`Cannot write over ${path}, which would become longer.`);
        fs.writeSync(file, bytes, 0, bytes.length, 0);
        fs.ftruncateSync(file, bytes.length);
        if (mode !== undefined)
            fs.fchmodSync(file, mode);
        fs.fsyncSync(file);
    }
    finally {
        fs.closeSync(file);
    }
}
function appendAll(fs, path, text) {
    const { O_WRONLY, O_APPEND, O_CREAT } = fs.constants;
    const file = openAtOnce(fs, path, O_WRONLY | O_APPEND | O_CREAT);
    try {
        const size = sizeOf(fs, file, path);
        try {
            fs.writeFileSync(file, text);
        }
        catch (error) {
            try {
                fs.ftruncateSync(file, size);
            }
            catch {
            }
            throw error;
        }
    }
    finally {
        fs.closeSync(file);
    }
}
function keepOwner(fs, file, { uid, gid }) {
    const own = fs.lstatSync(file);
    if (own.uid === uid && own.gid === gid)
        return;
    try {
        fs.chownSync(file, uid, gid);
    }
    catch (error) {
        if (own.uid !== uid)
            throw error;
    }
}
function statusOf(fs, path) {
    try {
        return fs.lstatSync(path, { throwIfNoEntry: false, bigint: true });
    }
    catch (error) {
        if (['ENOTDIR', 'ELOOP'].includes(errno(error) ?? ''))
            return undefined;
        throw error;
    }
}
function attempt(what, target, action) {
    try {
        return action();
    }
    catch (error) {
        if (error instanceof errors/* FileError */.f6)
            throw error;
        throw new errors/* FileError */.f6(`Cannot ${what} ${target}: ${reason(error, target)}.`, { cause: error });
    }
}
function systemCodeOf(error) {
    return error instanceof errors/* FileError */.f6 ? errno(error.cause) : errno(error);
}
function errno(error) {
    return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
function reason(error, target) {
    switch (errno(error)) {
        case 'EACCES':
        case 'EPERM':
            return 'this user lacks permission';
        case 'EROFS':
            return 'the file system is read-only';
        case 'EEXIST':
            return 'something is already there';
        case 'ENOTDIR':
            return `a part of ${external_node_path_default().dirname(target)} is not a folder`;
        case 'EISDIR':
            return 'it is a folder';
        case 'ENOENT':
            return `the folder ${external_node_path_default().dirname(target)} does not exist`;
        case 'EBUSY':
            return external_node_os_default().platform() === 'win32'
                ? 'another program has it open'
                : 'it is mounted as a single file, as containers do (mount its folder instead)';
        case 'ENOSPC':
        case 'EDQUOT':
            return 'the disk is full';
        case 'ELOOP':
            return 'it is a loop of symbolic links';
        default:
            return errno(error) ?? 'unknown reason';
    }
}
function onRunnerFiles(action) {
    try {
        return action();
    }
    catch (error) {
        const mayNot = error instanceof errors/* FileError */.f6 && ['EACCES', 'EPERM'].includes(systemCodeOf(error) ?? '');
        if (!mayNot)
            throw error;
        throw new errors/* FileError */.f6((0,errors/* messageOf */.bD)(error), { code: 'runner.user', cause: error });
    }
}


/***/ }),

/***/ 643:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Zn: () => (/* binding */ isOwnFolder),
/* harmony export */   zx: () => (/* binding */ readOwnFile)
/* harmony export */ });
/* unused harmony export OPEN */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);

const OPEN = '-open';
function isOwnFolder(world, folder) {
    const there = world.files.look(folder);
    return there?.kind === 'folder' && ownersIn(world, folder).includes(there.uid);
}
function readOwnFile(world, folder, name) {
    const owners = ownersIn(world, folder);
    const keepsModes = world.platform !== 'win32' && !folder.endsWith(OPEN);
    return world.files.readOwn(node_path__WEBPACK_IMPORTED_MODULE_0___default().join(folder, name), ({ uid, mode }) => owners.includes(uid) && !(keepsModes && mode & 0o022));
}
function ownersIn({ files, user }, folder) {
    return [user, files.look(files.resolve(node_path__WEBPACK_IMPORTED_MODULE_0___default().dirname(folder)))?.uid];
}


/***/ }),

/***/ 562:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Et: () => (/* binding */ crypto),
/* harmony export */   Rj: () => (/* binding */ fingerprint),
/* harmony export */   cM: () => (/* binding */ checksum)
/* harmony export */ });
function crypto() {
    return process.getBuiltinModule('node:crypto');
}
function fingerprint(salt, value) {
    return crypto().createHmac('sha256', salt).update(value).digest('hex');
}
function checksum(salt, value) {
    const sum = Buffer.from(`${salt}${value}`).reduce((before, byte) => Math.imul(before ^ byte, 0x01000193), 0x811c9dc5);
    return (sum >>> 0).toString(16);
}


/***/ }),

/***/ 198:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rp: () => (/* binding */ shownOf),
/* harmony export */   TT: () => (/* binding */ withoutLookalikes)
/* harmony export */ });
/* unused harmony export withoutSignedString */
/* harmony import */ var _text_escapes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(778);

function shownOf(text, redact, most) {
    return (0,_text_escapes_js__WEBPACK_IMPORTED_MODULE_0__/* .visible */ .RK)(redact((0,_text_escapes_js__WEBPACK_IMPORTED_MODULE_0__/* .shortened */ .vI)(text, most)));
}
function withoutLookalikes(text) {
    return (text
        .replace(/[\0-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ')
        .replace(/[\w.-]+/g, (run) => (hasJwt(run) ? '***' : run))
        .replace(/(?:STS\.|LTAI)[A-Za-z0-9.]{8,}/g, '***')
        .replace(/(?:[A-Za-z0-9+/_-]|%(?:25)?2[BF])+(?:=|%(?:25)?3D){0,2}/g, (run) => run.length < 48 ? run : '***'));
}
function hasJwt(run) {
    const start = run.indexOf('eyJ');
    return start >= 0 && run.indexOf('.', start) >= start + 11;
}
function withoutSignedString(message) {
    const words = message.replace(/\s+/g, ' ');
    const start = words.search(/\bserver (?:string ?to ?sign|CanonicalRequest)\b/i);
    return start < 0 ? message : words.slice(0, start).trimEnd();
}


/***/ }),

/***/ 166:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   US: () => (/* binding */ takeAwayOrEmpty),
/* harmony export */   uu: () => (/* binding */ takeAway),
/* harmony export */   yJ: () => (/* binding */ put)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(357);
/* harmony import */ var _runtime_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(140);


const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EXDEV', 'EBUSY'];
function put(files, held, file, { text, ...as }) {
    if (held) {
        try {
            files.replace(file, held.file('new'), text, as);
            return;
        }
        catch (error) {
            if (!hasNoRoom(error) || files.lengthOf(file) < Buffer.byteLength(text))
                throw error;
        }
    }
    files.overwrite(file, text, as.mode);
}
function takeAway(files, held, file) {
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
function takeAwayOrEmpty(files, held, file) {
    try {
        takeAway(files, held, file);
    }
    catch (error) {
        if (files.lengthOf(file) > 0)
            throw error;
    }
}
function hasNoRoom(error) {
    return error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FileError */ .f6 && NO_ROOM.includes((0,_runtime_files_js__WEBPACK_IMPORTED_MODULE_1__/* .systemCodeOf */ .c7)(error) ?? '');
}
function attempt(action) {
    try {
        return action();
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FileError */ .f6)
            return error;
        throw error;
    }
}


/***/ }),

/***/ 778:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JO: () => (/* binding */ percentEncode),
/* harmony export */   RK: () => (/* binding */ visible),
/* harmony export */   gB: () => (/* binding */ visibleLines),
/* harmony export */   vI: () => (/* binding */ shortened)
/* harmony export */ });
/* unused harmony exports ascii, codeSpan, LONGEST_ERROR */
const MOST = 10_000;
function visible(text) {
    return escaped(cut(text), () => new RegExp('(?! )[\\p{C}\\p{Z}\\p{DI}]', 'gu'));
}
function visibleLines(text) {
    return escaped(text, () => new RegExp('(?![ \\t\\n]|\\r\\n)[\\p{C}\\p{Z}\\p{DI}]', 'gu'));
}
function escaped(text, unseen) {
    return /[^\x20-\x7e]/.test(text) ? text.replace(unseen(), escapeOf) : text;
}
function ascii(text) {
    return cut(text).replace(/[^\x20-\x7e]/g, escapeOf);
}
function codeSpan(text) {
    return text === '' ? '' : `\`${visible(text).replace(/[`|]/g, unit)}\``;
}
function cut(text) {
    return text.length > MOST ? `${text.slice(0, MOST)}...` : text;
}
const SHORT = {
    '\b': '\\b',
    '\t': '\\t',
    '\n': '\\n',
    '\f': '\\f',
    '\r': '\\r',
};
function escapeOf(character) {
    return SHORT[character] ?? unit(character);
}
function unit(character) {
    let escaped = '';
    for (let index = 0; index < character.length; index += 1)
        escaped += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
    return escaped;
}
function shortened(text, most) {
    return text.length > most ? `a text of ${text.length} characters` : text;
}
const LONGEST_ERROR = 65_536;
function percentEncode(text) {
    return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}


/***/ }),

/***/ 679:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ toCommandValue)
/* harmony export */ });
/* unused harmony export toCommandProperties */
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map

/***/ })

};
;