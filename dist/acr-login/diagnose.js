"use strict";
exports.id = 396;
exports.ids = [396];
exports.modules = {

/***/ 396:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  diagnose: () => (/* binding */ diagnose)
});

// UNUSED EXPORTS: filledIn

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(357);
// EXTERNAL MODULE: ./lib/text/escapes.js
var escapes = __webpack_require__(778);
// EXTERNAL MODULE: ./lib/text/formats.js
var formats = __webpack_require__(74);
// EXTERNAL MODULE: ./lib/text/json.js
var json = __webpack_require__(70);
;// CONCATENATED MODULE: ./lib/trust/suggest.js


const SHOWN_CLAIMS = [
    'iss',
    'aud',
    'sub',
    'repository',
    'ref',
    'environment',
    'event_name',
    'actor',
    'workflow_ref',
    'job_workflow_ref',
    'runner_environment',
];
const MOST_CHARACTERS = 300;
const MOST_PASTED = 2_000;
function shownClaims(claims) {
    return SHOWN_CLAIMS.flatMap((name) => {
        const value = claims[name];
        const text = Array.isArray(value)
            ? value.filter((item) => typeof item === 'string').join(', ')
            : (0,json/* textOf */.b6)(value);
        return text ? [[name, (0,escapes/* ascii */.a)(text.slice(0, MOST_CHARACTERS))]] : [];
    });
}
function trustPolicy(providerArn, token, subjects, areLike) {
    const equal = { 'oidc:iss': token.issuer, 'oidc:aud': token.audience };
    const sub = { 'oidc:sub': subjects.length === 1 ? subjects[0] : subjects };
    const Condition = areLike
        ? { StringEquals: equal, StringLike: sub }
        : { StringEquals: { ...equal, ...sub } };
    const Principal = { Federated: [providerArn] };
    return { Version: '1', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal, Condition }] };
}
function trustPolicyFor(claims, oidcProviderArn) {
    const [iss, aud, sub] = [claims['iss'], [claims['aud']].flat()[0], claims['sub']].map(json/* textOf */.b6);
    if (!iss || !aud || !sub || `${iss}${aud}${sub}`.length > MOST_PASTED)
        return undefined;
    const policy = trustPolicy(oidcProviderArn, { issuer: iss, audience: aud }, [sub], false);
    return JSON.stringify(policy, null, 2).replace(/[^\n\x20-\x7e]/g, escapes/* ascii */.a);
}

// EXTERNAL MODULE: ./lib/diagnosis/catalogue.js + 6 modules
var catalogue = __webpack_require__(955);
// EXTERNAL MODULE: ./lib/diagnosis/entries/explanation.js
var explanation = __webpack_require__(82);
;// CONCATENATED MODULE: ./lib/diagnosis/diagnose.js







function diagnose(error, explain = catalogue/* explanationOf */.pg) {
    if (!(error instanceof errors/* ActionError */.lZ)) {
        return {
            title: 'Internal error',
            short: `${(0,errors/* messageOf */.bD)(error)}\nThis is a bug in the action. Please report it.`,
            long: undefined,
        };
    }
    const entry = explain(error);
    if (!('meaning' in entry)) {
        return { title: entry.title, short: lines(error.message, error.hint), long: undefined };
    }
    const remedy = error.hint ?? remedyFor(entry, error, (origin) => origin);
    const before = failureBefore(error);
    const { note } = error.circumstances;
    const addContext = [note, attemptsMade(error), waitingAt(error), before && `Before that, ${before}`];
    return {
        title: entry.title,
        short: lines(error.message, ...addContext, entry.meaning, remedy),
        long: [
            table(error, entry, error.hint ?? remedyFor(entry, error, escapes/* codeSpan */.SS)),
            commands(entry, error),
            trust(entry, error),
        ]
            .filter(Boolean)
            .join('\n\n'),
    };
}
const ASKED_IN = {
    token: 'github',
    exchange: 'sts',
    identity: 'sts',
    metadata: 'metadata',
    'credentials-uri': 'credentials-uri',
};
function remedyFor(entry, { circumstances }, shown) {
    const { phase, origin, signer } = circumstances;
    const found = (0,catalogue/* isAboutKey */.XL)(entry) ? (signer ?? origin) : origin;
    const place = found === undefined ? (0,explanation/* placeInWorkflow */.U)(entry) : shown(found);
    const asked = phase && ASKED_IN[phase];
    return ((asked && entry.remedies?.[asked]) ?? entry.remedy).replace('{place}', () => place);
}
function table(error, entry, remedy) {
    const { type, phase, host, origin, signer, note } = error.circumstances;
    const from = origin ?? signer;
    const answer = error instanceof errors/* ServiceError */._7 ? error.answer : undefined;
    const where = [type && `type ${type}`, phase && `phase ${phase}`, host && `host ${host}`].filter(Boolean);
    const rows = {
        'What failed': (answer?.action ?? error.message).split('\n').map(escapes/* codeSpan */.SS).join('\n  '),
        Where: where.join(', '),
        'Comes from': from && (0,escapes/* codeSpan */.SS)(from),
        'The service says': answer && (0,escapes/* codeSpan */.SS)([answer.serviceCode, answer.serviceMessage].filter(Boolean).join(': ')),
        Status: answer && String(answer.status),
        RequestId: answer?.requestId && (0,escapes/* codeSpan */.SS)(answer.requestId),
        'Denied by': answer?.denial && (0,escapes/* codeSpan */.SS)(answer.denial),
        'Look it up': answer?.recommend,
        'On this machine': note && (0,escapes/* codeSpan */.SS)(note),
        Attempts: attemptsMade(error),
        'Before that': (0,escapes/* codeSpan */.SS)(failureBefore(error) ?? ''),
        'What it means': entry.meaning,
        'What to do': remedy,
    };
    return Object.entries(rows)
        .filter((row) => Boolean(row[1]))
        .map(([name, text]) => `- **${name}:** ${text}`)
        .join('\n');
}
function attemptsMade(error) {
    const { attempt, pause } = error.circumstances;
    if (attempt === undefined)
        return undefined;
    const times = attempt === 1 ? 'once' : attempt === 2 ? 'twice' : `${attempt} times`;
    return `It was tried ${times}${pause === undefined ? '' : `; ${whyNoMore(error, pause)}`}.`;
}
function whyNoMore(error, pause) {
    const asked = error instanceof errors/* ServiceError */._7 ? (error.answer.retryAfter ?? 0) : 0;
    return asked > pause / 2
        ? `the service asked to wait ${Math.ceil(asked / 1000)} s, more than timeout-seconds leaves`
        : 'timeout-seconds leaves no time for another attempt';
}
function waitingAt({ code, circumstances }) {
    const { host, phase } = circumstances;
    if (code !== 'step.timeout' || !phase)
        return undefined;
    return host ? `It was waiting for ${host} (${phase}).` : `It was in the phase \u201c${phase}\u201d.`;
}
function failureBefore({ code, circumstances }) {
    const { before } = circumstances;
    return code === 'step.timeout' && before
        ? `attempt ${before.attempt} failed: ${before.message}`
        : undefined;
}
function commands(entry, error) {
    if (!entry.commands)
        return undefined;
    const role = error instanceof errors/* ServiceError */._7 ? error.answer.role : undefined;
    return fenced('sh', filledIn(entry.commands, { exchange: error.circumstances.exchange, role }).join('\n'));
}
function trust(entry, { circumstances }) {
    const { exchange } = circumstances;
    if (entry.shows !== 'trust' || !exchange?.claims)
        return undefined;
    const { claims, oidcProviderArn, roleArn } = exchange;
    const policy = trustPolicyFor(claims, oidcProviderArn);
    const shown = shownClaims(claims).map(([name, value]) => `| \`${name}\` | ${(0,escapes/* codeSpan */.SS)(value)} | ${NEEDED[name] ?? ''} |`);
    return [
        ['| claim | the token says | what RAM needs |', '|---|---|---|', ...shown].join('\n'),
        ...(policy
            ? [`A trust policy for ${(0,escapes/* codeSpan */.SS)(roleArn)} that accepts ${whoHas(claims)}:`, fenced('json', policy)]
            : []),
        ...(shown.some((row) => row.includes('\\u')) ? [ESCAPED] : []),
    ].join('\n\n');
}
function whoHas(claims) {
    return (0,json/* textOf */.b6)(claims['sub'])?.endsWith(':pull_request')
        ? 'this job, and with it every pull request of the repository'
        : 'this job, and every other job with this subject';
}
const ESCAPED = 'Non-ASCII characters are shown as escapes, since some look alike: make sure that you know who chose that name.';
const NEEDED = {
    iss: 'the issuer URL of the OIDC provider, and `oidc:iss` in the trust policy',
    aud: 'one of the client IDs of the OIDC provider, and `oidc:aud` in the trust policy',
    sub: '`oidc:sub` in the trust policy, letter case included',
};
function fenced(language, text) {
    return `\`\`\`${language}\n${text}\n\`\`\``;
}
function lines(...texts) {
    return texts.filter(Boolean).join('\n');
}
const HARMLESS = /^[A-Za-z0-9][A-Za-z0-9._:/@=+-]{0,254}$/;
const HOST_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;
function filledIn(commands, { exchange, role }) {
    const issuer = URL.parse((0,json/* textOf */.b6)(exchange?.claims?.['iss']) ?? '');
    const host = issuer?.protocol === 'https:' ? harmless(issuer.hostname, HOST_NAME) : undefined;
    const audience = [exchange?.claims?.['aud']].flat()[0];
    const values = {
        'ISSUER_HOST:443': host && `${host}:${issuer?.port || 443}`,
        ISSUER_HOST: host,
        PROVIDER_NAME: nameIn(exchange?.oidcProviderArn, formats/* OIDC_PROVIDER_ARN */.wR),
        ROLE_NAME: nameIn(role, formats/* ROLE_ARN */.xG),
        AUDIENCE: harmless((0,json/* textOf */.b6)(audience), HARMLESS),
    };
    return commands.map((command) => Object.entries(values).reduce((text, [name, value]) => (value === undefined ? text : text.replaceAll(name, () => value)), command));
}
function harmless(text, form) {
    return text !== undefined && form.test(text) ? text : undefined;
}
function nameIn(arn, form) {
    return arn !== undefined && form.test(arn)
        ? harmless(arn.slice(arn.lastIndexOf('/') + 1), HARMLESS)
        : undefined;
}


/***/ })

};
;