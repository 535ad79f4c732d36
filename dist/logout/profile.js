"use strict";
exports.id = 757;
exports.ids = [757];
exports.modules = {

/***/ 757:
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
// EXTERNAL MODULE: ./lib/profiles/places.js
var places = __webpack_require__(571);
// EXTERNAL MODULE: ./lib/record/private-folder.js
var private_folder = __webpack_require__(204);
// EXTERNAL MODULE: ./lib/renewal/command.js
var renewal_command = __webpack_require__(618);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(357);
// EXTERNAL MODULE: ./lib/runtime/files.js + 2 modules
var runtime_files = __webpack_require__(140);
// EXTERNAL MODULE: ./lib/secrets/fingerprint.js
var fingerprint = __webpack_require__(562);
// EXTERNAL MODULE: ./lib/text/json.js
var json = __webpack_require__(70);
;// CONCATENATED MODULE: ./lib/shared-file/claims.js



function marksOf(id, secrets) {
    return secrets.map((secret) => (0,fingerprint/* fingerprint */.Rj)(id, secret));
}
function entryOf({ format, path }, name, text) {
    const [entry] = format.entries(format.show(undefined, path, [[name, text]]), path);
    return { name, text, secrets: entry?.secrets ?? [] };
}
function shown({ format, path }, { owner, list }) {
    const last = new Map();
    for (const claim of list.filter(({ text }) => text !== '')) {
        const other = last.get(claim.name);
        if (!other || !isJoined(other, claim) || endOf(claim) >= endOf(other))
            last.set(claim.name, claim);
    }
    if (last.size === 0)
        return owner.text;
    return format.show(owner.text, path, [...last.values()].map(({ name, text }) => [name, text]));
}
function endOf({ expires = Number.POSITIVE_INFINITY }) {
    return expires;
}
function isJoined(one, other) {
    return one.plan !== undefined && one.plan === other.plan;
}
function rivalOf(list, claim) {
    return list.find((other) => other.name === claim.name && other.job !== claim.job && !isJoined(other, claim));
}
function withClaim(claims, claim) {
    return claims.list.some(({ id }) => id === claim.id)
        ? claims
        : { ...claims, list: [...claims.list, claim] };
}
const MOST_DEPARTED = 200;
function without(claims, id) {
    const gone = claims.list
        .filter((claim) => claim.id === id)
        .map(({ name, secrets }) => ({ id, name, marks: marksOf(id, secrets) }));
    const list = claims.list.filter((claim) => claim.id !== id);
    return { ...claims, list, departed: [...claims.departed, ...gone].slice(-MOST_DEPARTED) };
}
function kept(target, claims, id) {
    const [own, list] = [true, false].map((wanted) => claims.list.filter((claim) => (claim.id === id) === wanted));
    const text = shown(target, { ...claims, list: own ?? [] });
    return { ...claims, owner: { ...claims.owner, text }, list: list ?? [] };
}
function settled(target, text, claims, stray) {
    const { format } = target;
    if (text === undefined || (!stray && isOurs(target, text, claims)) || format.isEmpty(text))
        return claims;
    try {
        return absorbed(target, text, claims, stray);
    }
    catch (error) {
        if (error instanceof errors/* FileError */.f6 && format.isCutShort(text))
            return claims;
        throw error;
    }
}
function printOf(text) {
    return text === undefined ? undefined : `${text.length} ${(0,fingerprint/* checksum */.cM)('', text)}`;
}
function isOurs(target, text, claims) {
    if (printOf(text) === claims.written)
        return true;
    return [claims, ...claims.list.map(({ id }) => without(claims, id))].some((state) => shown(target, state) === text);
}
function absorbed(target, text, claims, stray) {
    const { format, path } = target;
    const departed = [...claims.departed, ...(stray ? [stray] : [])];
    const { owner } = claims;
    const owners = new Map((owner.text === undefined ? [] : format.entries(owner.text, path))
        .filter((entry) => !(stray && isOf(stray, entry)))
        .map((entry) => [entry.name, entry]));
    const found = format.entries(text, path);
    const ours = new Set(claims.list.map(({ name }) => name).filter((name) => found.every((entry) => entry.name !== name)));
    let list = claims.list;
    for (const entry of found) {
        const { name } = entry;
        const before = owners.get(name);
        const own = ownerOf(entry, before, list);
        if (own || departed.some((one) => isOf(one, entry)))
            ours.add(name);
        if (own?.name === name)
            list = list.map((claim) => (claim === own ? changed(claim, entry) : claim));
        else if (own)
            list = [...list, { ...own, ...entry }];
        else if (!ours.has(name) && !isSame(entry, before))
            list = list.map((claim) => (claim.name === name ? { ...claim, text: '' } : claim));
    }
    const wanted = [...ours].map((name) => [name, owners.get(name)?.text]);
    const rest = format.hide(text, path, wanted, { before: owner.text, written: shown(target, claims) });
    if (format.isEmpty(rest))
        return { ...claims, list };
    const mended = owner.text === undefined ? rest : format.mend(rest, owner.text);
    return { ...claims, owner: { ...owner, text: mended }, list };
}
function ownerOf(entry, before, list) {
    const own = list.findLast((claim) => claim.name === entry.name && isSame(claim, entry));
    return own ?? (isSame(entry, before) ? undefined : list.findLast((claim) => isSame(claim, entry)));
}
function isSame(one, other) {
    if (!other)
        return false;
    return one.text === other.text || one.secrets.some((secret) => other.secrets.includes(secret));
}
function changed(claim, { text, secrets }) {
    return { ...claim, text, secrets: [...new Set([...claim.secrets, ...secrets])] };
}
function isOf({ id, name, marks }, entry) {
    return name === entry.name && marksOf(id, entry.secrets).some((mark) => marks.includes(mark));
}
const SHORTEST_VALUE = 4;
function withoutValues(text, values) {
    return values
        .flatMap((value) => [value, JSON.stringify(value).slice(1, -1)])
        .filter((value) => value.length >= SHORTEST_VALUE)
        .sort((a, b) => b.length - a.length)
        .reduce((rest, value) => rest.split(value).join(''), text);
}
function claimsFileOf(file) {
    return `${file}.claims`;
}
function formatClaims(claims) {
    return `${JSON.stringify({ version: 1, ...claims })}\n`;
}
function parseClaims(text, path) {
    const file = (0,json/* parseObject */.lj)(text);
    if (file?.['version'] === 1 && isLike(file, CLAIMS)) {
        const { version: _, ...claims } = file;
        return claims;
    }
    throw new errors/* FileError */.f6(`${path}, where logins keep what they replaced, is damaged.`, {
        hint: 'If no other job is running, check that your own profiles are in the file beside it, then remove it.',
    });
}
const CLAIM = {
    ...{ id: '', name: '', text: '', secrets: [''], 'plan?': '' },
    ...{ job: '', folder: '', 'place?': '', began: 0, 'expires?': 0 },
};
const CLAIMS = {
    ...{ format: '', salt: '', 'written?': '' },
    owner: { 'text?': '', 'mode?': 0, 'uid?': 0, 'gid?': 0, madeFolders: [''] },
    list: [CLAIM],
    departed: [{ id: '', name: '', marks: [''] }],
};
function isLike(value, sample) {
    if (Array.isArray(sample))
        return Array.isArray(value) && value.every((one) => isLike(one, sample[0]));
    const [object, fields] = [(0,json/* asObject */.eB)(value), (0,json/* asObject */.eB)(sample)];
    if (!fields)
        return typeof value === typeof sample;
    return Object.entries(fields).every(([name, field]) => {
        const found = object?.[name.replace('?', '')];
        return found === undefined ? name.endsWith('?') : isLike(found, field);
    });
}

;// CONCATENATED MODULE: ./lib/shared-file/job.js

function jobOfStep({ files, job }, id, folder) {
    const place = placeOf(files, folder);
    const { runId, runAttempt, job: name } = job();
    return { id, folder, place, job: place === undefined ? id : [place, runId, runAttempt, name].join(' ') };
}
function placeOf(files, folder) {
    try {
        return files.look(files.resolve(external_node_path_default().dirname(folder)))?.identity;
    }
    catch {
        return undefined;
    }
}
const HOUR = 60 * 60 * 1000;
const UNSEEN_JOB = 6 * HOUR;
const LONGEST_JOB = 6 * 24 * HOUR;
function isDead({ files, clock }, { folder, place, began, expires }) {
    const age = clock.now() - began;
    if (age > LONGEST_JOB)
        return true;
    try {
        if (place !== undefined && placeOf(files, folder) === place)
            return files.look(folder) === undefined;
    }
    catch {
        return false;
    }
    return expires === undefined ? age > UNSEEN_JOB : expires < clock.now();
}

// EXTERNAL MODULE: ./lib/shared-file/write.js
var write = __webpack_require__(166);
;// CONCATENATED MODULE: ./lib/shared-file/claimed-file.js






function readClaims(files, file) {
    const text = files.read(claimsFileOf(file));
    return text ? parseClaims(text, claimsFileOf(file)) : undefined;
}
class ClaimedFile {
    #context;
    #held;
    #path;
    file;
    damage;
    isSeized;
    #text;
    #claims;
    #beside;
    #isForeign;
    constructor(context, file, held) {
        const { files } = context;
        this.#context = context;
        this.#held = held;
        this.#path = file;
        this.file = files.resolve(file);
        const claims = (0,write/* attempt */.CD)(() => readClaims(files, file));
        this.damage = claims instanceof errors/* FileError */.f6 ? claims : undefined;
        this.#claims = claims instanceof errors/* FileError */.f6 ? undefined : claims;
        this.#isForeign = this.#claims !== undefined && this.#isAnothers();
        const text = (0,write/* attempt */.CD)(() => files.read(this.file));
        if (text instanceof errors/* FileError */.f6 && !this.#isForeign)
            throw text;
        this.isSeized = this.#isForeign;
        this.#text = text instanceof errors/* FileError */.f6 || this.#isForeign ? undefined : text;
    }
    #isAnothers() {
        const { files, user } = this.#context;
        const there = files.look(this.file);
        const owners = [user, files.look(external_node_path_default().dirname(this.file))?.uid, this.#claims?.owner.uid];
        return there?.kind === 'file' && !owners.includes(there.uid);
    }
    get text() {
        return this.#text;
    }
    get claims() {
        return this.#claims;
    }
    assertClaims() {
        if (this.damage)
            throw this.damage;
    }
    standing(target) {
        const before = this.#claims;
        if (!before)
            return undefined;
        const claims = (0,write/* attempt */.CD)(() => settled(target, this.#text, before));
        if (claims instanceof errors/* FileError */.f6)
            throw this.#notRestored(claims);
        return { ...claims, list: claims.list.filter((claim) => !isDead(this.#context, claim)) };
    }
    claim(target, claims) {
        const wanted = shown(target, claims);
        this.#writeClaims({ ...claims, written: printOf(wanted) });
        this.#write(wanted);
    }
    keep(target, id) {
        if (!this.#claims)
            return;
        const left = kept(target, settled(target, this.#text, this.#claims), id);
        this.#writeClaims(left.list.length > 0 ? { ...left, written: printOf(shown(target, left)) } : undefined);
    }
    addFolders(folders) {
        if (!this.#claims)
            return;
        const { owner } = this.#claims;
        const madeFolders = [...new Set([...folders, ...owner.madeFolders])];
        if (madeFolders.length > owner.madeFolders.length)
            this.#writeClaims({ ...this.#claims, owner: { ...owner, madeFolders } });
    }
    releaseOnly(id) {
        const { list = [], owner, written } = this.#claims ?? {};
        const isOnly = list.length === 1 && list[0]?.id === id && printOf(this.#text) === written;
        if (!this.#held || !isOnly || this.file !== this.#path)
            return false;
        if ((0,write/* attempt */.CD)(() => this.#write(owner?.text, owner?.mode)) instanceof errors/* FileError */.f6)
            return false;
        this.#removeStrays(id);
        this.#writeClaims(undefined);
        return true;
    }
    release(target, id, stray) {
        const before = this.#claims ?? this.#lost(target, stray);
        if (!before)
            return false;
        const result = (0,write/* attempt */.CD)(() => settled(target, this.#text, before, stray));
        const broken = result instanceof errors/* FileError */.f6 ? result : undefined;
        const claims = result instanceof errors/* FileError */.f6 ? before : result;
        if (claims !== before && this.#held && this.#claims)
            (0,write/* attempt */.CD)(() => this.#writeClaims({ ...claims, written: printOf(shown(target, claims)) }));
        this.#claims = claims;
        const gone = claims.list.filter((claim) => claim.id === id || isDead(this.#context, claim));
        for (const one of new Set(gone.map((claim) => claim.id))) {
            this.#removeStrays(one);
            if (broken)
                this.#takeValues(target, one);
            else
                this.#remove(target, one);
        }
        if (broken)
            throw this.#notRestored(broken);
        if (gone.length === 0 && (this.#held || stray)) {
            const isLeft = claims.list.length === 0;
            this.#write(shown(target, claims), isLeft ? claims.owner.mode : undefined);
            if (isLeft)
                this.#writeClaims(undefined);
        }
        return gone.some((claim) => claim.id === id && claim.text === '');
    }
    #lost({ format, path }, stray) {
        const text = this.#text ?? '';
        if (!stray || format.isEmpty(text) || !format.entries(text, path).some((entry) => isOf(stray, entry)))
            return undefined;
        const { uid, gid, mode } = this.#context.files.look(this.file) ?? {};
        return { format: '', salt: '', owner: { uid, gid, mode, madeFolders: [] }, list: [], departed: [] };
    }
    #remove(target, id) {
        const claims = this.#claims;
        if (!claims)
            return;
        const left = without(claims, id);
        const isLast = left.list.length === 0;
        const wanted = shown(target, left);
        try {
            this.#write(wanted, isLast ? left.owner.mode : undefined);
        }
        catch (error) {
            const values = valuesOf(claims, id);
            (0,write/* attempt */.CD)(() => this.#write(withoutValues(this.#text ?? '', values)));
            const list = claims.list.map((claim) => claim.id === id ? { ...claim, text: withoutValues(claim.text, values), secrets: [] } : claim);
            this.#writeClaims({ ...claims, list, written: undefined });
            throw this.#notRestored(error);
        }
        this.#writeClaims(isLast ? undefined : { ...left, written: printOf(wanted) });
    }
    #takeValues({ format }, id) {
        const claims = this.#claims;
        if (!claims)
            return;
        const text = this.#text ?? '';
        const own = valuesOf(claims, id);
        const values = [
            own,
            ...format.remains(text).filter((found) => found.some((value) => own.includes(value))),
        ];
        this.#write(withoutValues(text, values.flat()));
        const left = without(claims, id);
        const isKept = left.list.length > 0 || left.owner.text !== undefined;
        this.#writeClaims(isKept ? { ...left, written: undefined } : undefined);
    }
    #notRestored(error) {
        const kept = this.#claims?.owner.text === undefined
            ? ''
            : ` What was there before is kept in ${claimsFileOf(this.#path)}.`;
        return new errors/* FileError */.f6(`${(0,errors/* messageOf */.bD)(error)}${kept}`, { cause: error });
    }
    #ownerOf(file) {
        const { uid, gid } = this.#claims?.owner ?? {};
        return uid === undefined || gid === undefined ? this.#context.files.look(file) : { uid, gid };
    }
    #write(text, mode) {
        const { files } = this.#context;
        if (this.#isForeign) {
            (0,write/* takeAway */.uu)(files, this.#held, this.file);
            this.#isForeign = false;
            this.#text = undefined;
        }
        const there = files.look(this.file);
        if (text === undefined)
            (0,write/* takeAway */.uu)(files, this.#held, this.file);
        else if (text !== this.#text || (mode !== undefined && there?.mode !== mode))
            (0,write/* put */.yJ)(files, this.#held, this.file, { text, owner: this.#ownerOf(this.file), mode });
        this.#text = text;
    }
    #writeClaims(claims) {
        const { files } = this.#context;
        if (this.damage)
            return;
        const name = claimsFileOf(this.#path);
        const file = files.resolve(name);
        if (claims)
            (0,write/* put */.yJ)(files, this.#held, file, { text: formatClaims(claims), owner: this.#ownerOf(file) });
        else
            (0,write/* takeAwayOrEmpty */.US)(files, this.#held, file);
        if (!claims && files.look(name)?.kind === 'symlink')
            files.remove(name);
        this.#claims = claims;
    }
    #removeStrays(id) {
        const { files, user } = this.#context;
        const folder = external_node_path_default().dirname(this.file);
        const name = external_node_path_default().basename(this.file);
        const values = this.#claims ? valuesOf(this.#claims, id) : [];
        const result = (0,write/* attempt */.CD)(() => {
            if (values.length === 0 || !files.look(folder))
                return;
            const strays = files.list(folder).filter((other) => (other.split(name, 2)[1] ?? '').includes('tmp'));
            for (const stray of strays.slice(0, MOST_STRAYS).map((other) => external_node_path_default().join(folder, other))) {
                const there = files.look(stray);
                const isOwn = there?.kind === 'file' && (user === undefined || there.uid === user);
                if (!isOwn || files.lengthOf(stray) > runtime_files/* MOST_BYTES */.uZ)
                    continue;
                const text = (0,write/* attempt */.CD)(() => files.read(stray));
                if (typeof text === 'string' && withoutValues(text, values) !== text)
                    files.remove(stray);
            }
        });
        if (result instanceof errors/* FileError */.f6)
            this.#beside = result;
    }
    assertNothingBeside() {
        if (this.#beside)
            throw this.#beside;
    }
}
const MOST_STRAYS = 100;
function valuesOf({ list }, id) {
    return list.filter((claim) => claim.id === id).flatMap(({ secrets }) => secrets);
}

// EXTERNAL MODULE: ./lib/shared-file/lock.js
var lock = __webpack_require__(566);
;// CONCATENATED MODULE: ./lib/shared-file/release.js






async function releaseClaim(context, claimed, formats) {
    const { files } = context;
    const { path: file, id, name, marks } = claimed;
    const stray = { id, name, marks };
    if (!claimed.begun || (!files.look(file) && !files.look(claimsFileOf(file)))) {
        (0,lock/* abandon */.e)(context, claimed);
        await leaveFolders(context, claimed, claimed.madeFolders);
        return claimed.begun ? 'gone' : 'released';
    }
    const { outcome, emptied } = await locked(context, claimed, async (held) => {
        const shared = new ClaimedFile(context, file, held);
        const { claims, text } = shared;
        const folders = [...claimed.madeFolders, ...(claims?.owner.madeFolders ?? [])];
        let outcome = shared.isSeized ? 'seized' : text === undefined ? 'gone' : 'released';
        if (!shared.releaseOnly(id)) {
            const target = { path: shared.file, format: await formats(claimed.format) };
            const isListed = claims?.list.some((claim) => claim.id === id);
            if (shared.release(target, id, isListed ? undefined : stray))
                outcome = 'replaced';
            shared.assertClaims();
            if (!isListed)
                shared.addFolders(folders);
            if (!claims && shared.text !== text)
                throw new errors/* FileError */.f6(`${claimsFileOf(file)} is gone. The profile \u201c${name}\u201d was removed from ${shared.file}; one that was there before under this name could not be restored.`);
        }
        shared.assertNothingBeside();
        return { outcome, emptied: shared.claims ? [] : folders };
    });
    await leaveFolders(context, claimed, emptied);
    return outcome;
}
async function keepClaim(context, claimed, formats) {
    const { path: file, id } = claimed;
    const target = { path: file, format: await formats(claimed.format) };
    await (0,lock/* withLock */.k)(context, claimed, (held) => {
        const shared = new ClaimedFile(context, file, held);
        shared.assertClaims();
        shared.keep(target, id);
    });
}
async function releaseDead(context, file, folder, formats) {
    const { files, random } = context;
    if (!files.look(claimsFileOf(file)))
        return;
    const token = { path: file, id: random.uuid() };
    const emptied = await locked(context, token, async (held) => {
        const shared = new ClaimedFile(context, file, held);
        shared.assertClaims();
        const { claims } = shared;
        if (!claims)
            return [];
        const target = { path: shared.file, format: await formats(claims.format) };
        shared.release(target, claims.list.find((claim) => claim.folder === folder)?.id);
        shared.assertNothingBeside();
        return shared.claims ? [] : claims.owner.madeFolders;
    });
    await leaveFolders(context, token, emptied);
}
async function locked(context, locking, action) {
    let isHeld = false;
    try {
        return await (0,lock/* withLock */.k)(context, locking, (held) => {
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
async function leaveFolders(context, locking, folders) {
    const { files } = context;
    const { path: file } = locking;
    const folder = files.resolve(external_node_path_default().dirname(file));
    const isBusy = () => {
        const names = (0,write/* attempt */.CD)(() => files.list(folder));
        return !(names instanceof errors/* FileError */.f6) && names.every((name) => name.startsWith(external_node_path_default().basename(file)));
    };
    for (let tries = 0; tries <= MOST_TRIES; tries++) {
        for (const one of new Set(folders))
            files.removeEmptyFolder(one);
        if (!folders.includes(folder) || !isBusy())
            return;
        const isTold = await locked(context, locking, async (held) => {
            const shared = new ClaimedFile(context, file, held);
            shared.assertClaims();
            shared.addFolders(folders);
            return shared.claims !== undefined;
        });
        if (isTold)
            return;
    }
}
const MOST_TRIES = 5;

;// CONCATENATED MODULE: ./lib/shared-file/claim.js







function checkClaim(context, claimable) {
    const { files, user } = context;
    const { target } = claimable;
    const file = target.path;
    files.assertCreatable(missingFolders(files, file).at(-1) ?? file);
    usable(files, file, user);
    const shared = new ClaimedFile(context, file, undefined);
    shared.assertClaims();
    const owner = { text: shared.text, madeFolders: [] };
    const begun = shared.standing(target) ?? { format: '', salt: '', list: [], departed: [], owner };
    claimed(context, begun, '', claimable);
}
function prepareClaim(context, held, claiming, claimable) {
    const { files } = context;
    const { target } = claimable;
    const { path: file, id, format } = claiming;
    const existing = usable(files, file, files.look(external_node_path_default().dirname(held.file('')))?.uid);
    const shared = new ClaimedFile(context, file, held);
    shared.assertClaims();
    const { mode, uid, gid } = existing ?? {};
    const earlier = shared.claims?.owner ?? { mode, uid, gid, madeFolders: [] };
    shared.release(target);
    const owner = shared.claims?.owner ?? { ...earlier, text: shared.text };
    const madeFolders = [...new Set([...claiming.madeFolders, ...earlier.madeFolders])];
    const begun = {
        ...(shared.claims ?? { format, salt: context.random.uuid(), list: [], departed: [] }),
        owner: { ...owner, madeFolders },
    };
    const claims = claimed(context, begun, id, claimable);
    return () => shared.claim(target, claims);
}
function claimed(context, begun, id, { target, folder, wish, compose }) {
    refuseTooLarge(target.path, begun);
    const { name, plan, expires } = wish;
    const claim = {
        ...jobOfStep(context, id, folder),
        ...entryOf(target, name, compose(begun.owner.text)),
        ...{ expires, began: context.clock.now() },
        plan: plan === undefined ? undefined : (0,fingerprint/* fingerprint */.Rj)(begun.salt, plan),
    };
    refuseRival(target, begun, claim, wish);
    return withClaim(begun, claim);
}
function refuseRival({ path: file, format }, { owner, list }, claim, { taken }) {
    const owners = owner.text === undefined ? [] : format.entries(owner.text, file);
    const rival = rivalOf(list, claim) ??
        [...owners, ...list].find(({ name }) => name !== claim.name && isAlike(name, claim.name));
    if (rival)
        throw taken(file, rival.name);
}
function isAlike(one, other) {
    return one.toLowerCase() === other.toLowerCase();
}
const ROOM = 2 ** 18;
function refuseTooLarge(file, claims) {
    if (Buffer.byteLength(formatClaims(claims)) <= runtime_files/* MOST_BYTES */.uZ - ROOM)
        return;
    throw new errors/* FileError */.f6(`With this profile, ${file} would be too large to be read when the job ends.`, {
        hint: `Make ${file} smaller, or run the job with another HOME or credentials-file.`,
    });
}
function missingFolders(files, file) {
    const folder = external_node_path_default().dirname(file);
    const there = files.look(folder);
    if (there && there.kind !== 'folder')
        throw inTheWay(folder, there);
    return foldersOf(external_node_path_default().join(files.resolve(folder), external_node_path_default().basename(file))).filter((one) => !files.look(one));
}
function foldersOf(file) {
    const folder = external_node_path_default().dirname(file);
    return folder === file ? [] : [folder, ...foldersOf(folder)];
}
function usable(files, file, user) {
    const beside = claimsFileOf(file);
    const [existing, claims] = [plainFile(files, file), plainFile(files, beside)];
    const owner = files.look(external_node_path_default().dirname(file))?.uid;
    const [where, judged] = files.lengthOf(beside) > 0 ? [beside, claims] : [file, existing];
    if (judged && judged.uid !== user && judged.uid !== owner) {
        throw new errors/* FileError */.f6(`${where} belongs to another user, who could read the secret.`, {
            hint: 'Remove it, or name a credentials-file in a folder that only this user can write to.',
        });
    }
    return existing;
}
function plainFile(files, file) {
    const existing = files.look(file);
    if (existing && existing.kind !== 'file')
        throw inTheWay(file, existing);
    return existing;
}
function inTheWay(target, existing) {
    const what = existing.kind === 'symlink'
        ? 'is a symbolic link, and no secret is written through one'
        : 'is in the way';
    return new errors/* FileError */.f6(`${target} ${what}.`, {
        hint: 'Remove it, or run the job with another HOME or credentials-file.',
    });
}

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

;// CONCATENATED MODULE: ./lib/export/profile/paths.js





function profilePlaces(context, file) {
    const config = (0,places/* configFile */.Ze)(context);
    if (config === undefined || !context.env.get((0,places/* homeVariable */.Aw)(context)))
        throw noHome(context);
    if (isInWorkspace(context, config)) {
        const variable = (0,places/* homeVariable */.Aw)(context);
        throw new errors/* FileError */.f6(`${variable} is in the workspace, and the profile would be written to ${config}.`, {
            hint: `Run the job with another ${variable}, or export the credential without profile.`,
        });
    }
    const cliConfig = (0,places/* cliConfigFile */.NK)(context);
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
    const variable = (0,places/* homeVariable */.Aw)(context);
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
    return Boolean(workspace) && files.isPathInside(file, workspace ?? '');
}

;// CONCATENATED MODULE: ./lib/export/profile/write.js








async function checkProfile(context, wanted, placeholder) {
    if (!wanted.profile)
        return;
    const { name, refresh, credentialsFile: chosen } = wanted.profile;
    const { configFile, credentialsFile } = profilePlaces(context, chosen);
    const folder = (0,private_folder/* newFolder */.lC)(context);
    if (refresh)
        (0,renewal_command/* refuseWhereDisabled */.C2)(context);
    const command = refresh ? (0,renewal_command/* renewingCommand */.fM)(context, folder) : undefined;
    const profile = { name, credential: placeholder, command, region: wanted.region };
    const wish = wishOf(wanted.profile);
    const check = async (path, name) => {
        const format = await formatOf(name);
        const compose = (text) => format.compose(text, path, profile);
        checkClaim(context, { target: { path, format }, folder, wish, compose });
    };
    await check(configFile, 'config.json');
    await check(credentialsFile ?? credentialsIniIn(context, wanted, folder), 'credentials.ini');
}
function credentialsIniIn(context, { cleanup }, folder) {
    return cleanup ? jobCredentialsFile(context, folder) : external_node_path_default().join(folder, 'credentials.ini');
}
async function writeProfile(context, { wanted, credential, journal, folder, }, command) {
    if (!wanted.profile)
        throw new Error('No profile is wanted.');
    const profile = { name: wanted.profile.name, credential, command, region: wanted.region };
    const wish = wishOf(wanted.profile, command === undefined ? expiryOf(credential) : undefined);
    const { configFile, ...chosen } = profilePlaces(context, wanted.profile.credentialsFile);
    const config = await record(context, journal, { format: 'config.json', path: configFile }, profile);
    const announce = (entry) => () => journal.amend(entry, {
        madeFolders: [...missingFolders(context.files, entry.path), ...entry.madeFolders],
    });
    const prepare = async (entry, held) => {
        const target = { path: entry.path, format: await formatOf(entry.format) };
        const compose = (text) => target.format.compose(text, entry.path, profile);
        const write = prepareClaim(context, held, entry, { target, folder: folder.path(), wish, compose });
        return () => {
            journal.amend(entry, { begun: true });
            write();
        };
    };
    const write = async (configHeld) => {
        const credentialsFile = chosen.credentialsFile ?? credentialsIniIn(context, wanted, folder.path());
        const ini = await record(context, journal, { format: 'credentials.ini', path: credentialsFile }, profile);
        if (chosen.credentialsFile === undefined)
            (0,private_folder/* makePrivate */.ux)(context, external_node_path_default().dirname(credentialsFile));
        const writeBoth = async (iniHeld) => {
            const writes = [await prepare(ini, iniHeld), await prepare(config, configHeld)];
            for (const write of writes)
                write();
        };
        await (0,lock/* withLock */.k)(context, ini, writeBoth, announce(ini));
        return { name: profile.name, credentialsFile, configFile };
    };
    return (0,lock/* withLock */.k)(context, config, write, announce(config));
}
function expiryOf(credential) {
    return credential.kind === 'sts' ? credential.expiration?.getTime() : undefined;
}
function wishOf({ name, plan }, expires) {
    return {
        ...{ name, plan: plan?.reveal(), expires },
        taken: (file, standing) => standing === name
            ? new errors/* InputError */.dz(`profile: another job holds \u201c${name}\u201d in ${file}, for another identity or in a way that cannot be shared.`, `Name a profile that is this job\u2019s alone, such as ${name}-\${{ github.run_id }}-\${{ github.job }}-\${{ strategy.job-index }}.`)
            : new errors/* InputError */.dz(`profile: \u201c${name}\u201d differs only in letter case from \u201c${standing}\u201d in ${file}, and some tools take one for the other.`, 'Write it the same way, or name another profile.'),
    };
}
async function record(context, journal, { format, path: file }, profile) {
    const id = context.random.uuid();
    const target = { path: file, format: await formatOf(format) };
    const { name } = profile;
    const { secrets } = entryOf(target, name, target.format.compose(undefined, file, profile));
    const marks = marksOf(id, secrets);
    const madeFolders = missingFolders(context.files, file);
    const entry = { kind: 'profile', format, path: file, name, id, madeFolders, marks };
    journal.record(entry, { path: file, format });
    return entry;
}
async function formatOf(name) {
    return name === 'credentials.ini'
        ? (await __webpack_require__.e(/* import() */ 56).then(__webpack_require__.bind(__webpack_require__, 56))).credentialsIni
        : (await Promise.all(/* import() */[__webpack_require__.e(547), __webpack_require__.e(917)]).then(__webpack_require__.bind(__webpack_require__, 917))).aliyunConfig;
}

;// CONCATENATED MODULE: ./lib/export/profile.js






const PREFERRED = ['ALIBABACLOUD_PROFILE', 'ACK_RAM_TOOL_PROFILE_NAME', 'ACK_RAM_TOOL_PROFIL_ENAME'];
const profile = {
    check: checkProfile,
    preview: (context, { profile }) => {
        if (!profile)
            return [];
        const { name, refresh, credentialsFile = 'a private credentials.ini under RUNNER_TEMP' } = profile;
        const config = (0,places/* configFile */.Ze)(context);
        return [
            refresh
                ? `write the profile \u201c${name}\u201d, which renews itself until the job ends, to ${config}`
                : `write the profile \u201c${name}\u201d to ${credentialsFile} and ${config}`,
            'export the variables that name it',
        ];
    },
    export: async (context, exportContext) => {
        const refresh = exportContext.wanted.profile?.refresh === true;
        const command = refresh ? (await __webpack_require__.e(/* import() */ 645).then(__webpack_require__.bind(__webpack_require__, 645))).leaveRenewal(context, exportContext) : undefined;
        const { name, credentialsFile, configFile } = await writeProfile(context, exportContext, command);
        return {
            as: `the profile \u201c${name}\u201d${refresh ? ' (it renews itself until the job ends)' : ''}`,
            variables: {
                ALIBABA_CLOUD_PROFILE: name,
                ALICLOUD_PROFILE: name,
                ...Object.fromEntries(PREFERRED.filter((one) => context.env.get(one)).map((one) => [one, name])),
                ALIBABA_CLOUD_CREDENTIALS_FILE: credentialsFile,
                ALICLOUD_SHARED_CREDENTIALS_FILE: configFile,
                ALIBABA_CLOUD_CONFIG_FILE: configFile,
                ACK_RAM_TOOL_PROFILE_FILE: configFile,
                ...(refresh && { [renewal_command/* METADATA_DISABLED */.zL]: 'true' }),
            },
            outputs: { profile: name, ...(!refresh && { 'credentials-file': credentialsFile }) },
        };
    },
    undo: async (context, entry, isDone) => {
        const { path: file, name } = entry;
        const { log } = context;
        const outcome = await releaseClaim(context, entry, formatOf);
        if (outcome === 'replaced')
            log.warning(`Somebody has changed the profile \u201c${name}\u201d in ${file} since. It is left as it is.`);
        if (outcome === 'seized')
            log.warning(`Another user had rewritten ${file}, as tools do under sudo -E, and nobody else could read it. It is what it was before this login.`);
        const isMissed = outcome === 'gone' && isDone && !(0,private_folder/* isPrivateFolder */.EV)(context, external_node_path_default().dirname(file));
        if (isMissed)
            log.warning(`${file} is gone, and with it the profile \u201c${name}\u201d. If it was moved, remove that profile there.`);
        return outcome !== 'replaced' && !isMissed;
    },
    discard: (context, entry) => keepClaim(context, entry, formatOf),
    undoLost: (context, { path: file }, folder) => releaseDead(context, file, folder, formatOf),
};


/***/ }),

/***/ 571:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Aw: () => (/* binding */ homeVariable),
/* harmony export */   NK: () => (/* binding */ cliConfigFile),
/* harmony export */   Ze: () => (/* binding */ configFile)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);

function configFile({ home }) {
    const folder = home();
    return folder && node_path__WEBPACK_IMPORTED_MODULE_0___default().join(folder, '.aliyun', 'config.json');
}
function cliConfigFile({ env, platform }) {
    const folder = `${env.get('HOMEDRIVE') ?? ''}${env.get('HOMEPATH') ?? ''}`;
    return platform === 'win32' && folder !== ''
        ? node_path__WEBPACK_IMPORTED_MODULE_0___default().win32.join(folder, '.aliyun', 'config.json')
        : undefined;
}
function homeVariable({ platform }) {
    return platform === 'win32' ? 'USERPROFILE' : 'HOME';
}


/***/ }),

/***/ 618:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C2: () => (/* binding */ refuseWhereDisabled),
/* harmony export */   fM: () => (/* binding */ renewingCommand),
/* harmony export */   zL: () => (/* binding */ METADATA_DISABLED)
/* harmony export */ });
/* unused harmony exports folderOf, ownersContext */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(357);
/* harmony import */ var _record_private_folder_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(204);
/* harmony import */ var _record_record_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(251);




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
function folderOf(context, command) {
    const folder = command.split(' ')[2] ?? '';
    return isPrivateFolder(context, folder) ? folder : undefined;
}
function refuseWhereDisabled({ env }) {
    const value = env.get(SWITCH)?.trim().toLowerCase() ?? '';
    if (['', '0', 'false', 'no', 'off'].includes(value))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`${SWITCH} is set, so no tool would run the command of a profile that renews itself.`, 'Unset it for this job, or log in without refresh.');
}
const SWITCH = 'ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS';
const METADATA_DISABLED = 'ALIBABA_CLOUD_ECS_METADATA_DISABLED';
function ownersContext(context) {
    const { env } = context;
    const get = (name) => name === METADATA_DISABLED && env.get(name) && setByLogins(context)(name) ? undefined : env.get(name);
    return { ...context, env: { ...env, get } };
}


/***/ })

};
;