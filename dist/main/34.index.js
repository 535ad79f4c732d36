"use strict";
exports.id = 34;
exports.ids = [34];
exports.modules = {

/***/ 34:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  diagnose: () => (/* binding */ diagnose)
});

// UNUSED EXPORTS: entryFor

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(357);
;// CONCATENATED MODULE: ./lib/diagnosis/catalogue.js
const FINGERPRINT_COMMANDS = [
    'openssl s_client -servername token.actions.githubusercontent.com -connect token.actions.githubusercontent.com:443 -showcerts </dev/null',
    'aliyun ims AddFingerprintToOIDCProvider --OIDCProviderName <name> --Fingerprint <SHA-1 of the last certificate, hex>',
    'aliyun ims RemoveFingerprintFromOIDCProvider --OIDCProviderName <name> --Fingerprint <the old one>',
];
const TRUST = [
    {
        code: 'AuthenticationFail.NoPermission',
        message: /No such OIDC Provider registered/i,
        title: 'RAM does not know the OIDC provider',
        meaning: 'The account has no OIDC identity provider of the name in oidc-provider-arn.',
        remedy: 'Correct oidc-provider-arn, or create the provider: aliyun ims ListOIDCProviders shows those that exist.',
    },
    {
        code: 'AuthenticationFail.NoPermission',
        message: /OIDCProviderArn is not valid/i,
        title: 'oidc-provider-arn is not valid',
        meaning: 'STS does not accept oidc-provider-arn as the ARN of an OIDC identity provider.',
        remedy: 'Copy the ARN from the RAM console; it has the form acs:ram::<account>:oidc-provider/<name>.',
    },
    {
        code: 'AuthenticationFail.NoPermission',
        title: 'The role does not trust this job',
        meaning: 'STS accepted the token, but the trust policy of the role does not: one of its conditions on oidc:iss, oidc:aud or oidc:sub differs from the token, or it names another OIDC provider.',
        remedy: 'Compare the token with the trust policy of the role, and change the policy to the one below.',
        shows: 'trust',
    },
    {
        code: 'AuthenticationFail.OIDCToken.AudienceNotMatch',
        title: 'RAM does not accept the token’s audience',
        meaning: 'The audience of the token is not among the client IDs of the OIDC identity provider in RAM.',
        remedy: 'Add the audience to the provider’s client IDs, or set the input audience to one that is there.',
        commands: ['aliyun ims AddClientIdToOIDCProvider --OIDCProviderName <name> --ClientId <audience>'],
        shows: 'trust',
    },
    {
        code: 'AuthenticationFail.OIDCToken.IssuerNotMatch',
        title: 'The token has another issuer than RAM expects',
        meaning: 'The issuer of the token is not the issuer URL of the OIDC identity provider in RAM.',
        remedy: 'Name a provider whose issuer URL is exactly the token’s iss, without a slash at its end.',
        shows: 'trust',
    },
    {
        code: 'AuthenticationFail.OIDCToken.Expired',
        title: 'The OIDC token is too old',
        meaning: 'The token has expired, or was issued longer ago than the provider’s issuance limit allows.',
        remedy: 'GitHub’s token is made anew for every attempt, so look at the clock of this machine; a token from oidc-token-file must be kept fresh by whoever writes it.',
    },
    {
        code: 'AuthenticationFail.OIDCToken.Invalid',
        title: 'STS cannot read the OIDC token',
        meaning: 'What was sent is not a JWT that STS understands.',
        remedy: 'If oidc-token-file is given, look at what it holds: one JWT with RS256, and nothing else.',
    },
    {
        code: 'AuthenticationFail.OIDCToken.InvalidSignature',
        title: 'The OIDC token’s signature is wrong',
        meaning: 'The signature of the token does not fit the keys that its issuer publishes.',
        remedy: 'Check that oidc-provider-arn names the provider of the token’s issuer; if it does, try again: keys are rotated.',
        shows: 'trust',
    },
    {
        code: 'AuthenticationFail.OIDCToken.HttpsUrlInvalid',
        title: 'STS does not trust the issuer’s certificate',
        meaning: 'STS could not verify the TLS certificate of the token’s issuer when it fetched the keys.',
        remedy: 'Register the issuer’s present CA certificate with the OIDC provider in RAM.',
        commands: FINGERPRINT_COMMANDS,
    },
    {
        code: 'AuthenticationFail.OIDCToken.PublicKeyFingerprintMismatch',
        title: 'The issuer’s certificate has changed',
        meaning: 'No fingerprint that is registered with the OIDC provider in RAM fits the CA certificate of the token’s issuer; certificate authorities are rotated.',
        remedy: 'Add the new fingerprint to the OIDC provider, then remove the old one.',
        commands: FINGERPRINT_COMMANDS,
    },
    {
        code: 'AuthenticationFail.OIDCToken.IssuerConfigurationBroken',
        title: 'STS cannot fetch the issuer’s keys',
        meaning: 'STS got no public keys from the token’s issuer.',
        remedy: 'Try again later; for an issuer of your own, check that its discovery document is reachable from the internet.',
    },
];
const ROLES = [
    {
        code: 'EntityNotExist.Role',
        title: 'The role does not exist',
        meaning: 'The account in the ARN has no role of this name.',
        remedy: 'Correct role-to-assume: aliyun ram ListRoles shows the roles of an account.',
    },
    {
        code: 'NoPermission',
        title: 'The role may not be assumed with this credential',
        meaning: 'Either the caller’s own policies do not allow sts:AssumeRole on this role, or the role’s trust policy does not name the caller (or asks for an external ID). An account’s root user can never assume a role.',
        remedy: 'Allow sts:AssumeRole on the role’s ARN to the caller (for example with AliyunSTSAssumeRoleAccess), and name the caller as a RAM principal in the role’s trust policy.',
    },
    {
        code: 'InvalidParameter.RoleArn',
        title: 'STS does not accept the role’s ARN',
        meaning: 'role-to-assume is not the ARN of a role.',
        remedy: 'Copy the ARN from the RAM console; it has the form acs:ram::<account>:role/<name>.',
    },
    {
        code: 'InvalidParameter.RoleSessionName',
        title: 'STS does not accept the session’s name',
        meaning: 'The role session name has other characters or another length than STS allows.',
        remedy: 'Set role-session-name to 2 to 64 letters, digits and . @ _ -',
    },
    {
        code: 'InvalidParameter.ExternalId',
        title: 'STS does not accept the external ID',
        meaning: 'The external ID has other characters or another length than STS allows.',
        remedy: 'Set external-id to what the role’s owner has told you, 2 to 1224 characters.',
    },
    {
        code: 'InvalidParameter.DurationSeconds',
        title: 'The role does not allow so long a session',
        meaning: 'role-session-expiration is more than the role’s MaxSessionDuration (3600 seconds unless raised), or less than 900.',
        remedy: 'Lower role-session-expiration, or raise the role’s maximum.',
        commands: ['aliyun ram UpdateRole --RoleName <name> --NewMaxSessionDuration <seconds, up to 43200>'],
    },
    {
        code: 'InvalidParameter.PolicyGrammar',
        title: 'The session policy is not a RAM policy',
        meaning: 'The input policy is JSON, but not a policy that RAM understands.',
        remedy: 'Write policy in RAM’s policy language: Version "1" and a list of statements.',
    },
    {
        code: 'InvalidParameter.PolicySize',
        title: 'The session policy is too long',
        meaning: 'The input policy is longer than 2048 characters.',
        remedy: 'Shorten policy, or attach it to the role instead.',
    },
];
const KEYS = [
    {
        code: 'InvalidAccessKeyId.NotFound',
        title: 'The access key does not exist',
        meaning: 'Alibaba Cloud does not know the access key’s ID: it was deleted, or the secret holds something else.',
        remedy: 'Create a new access key and set the repository’s secrets anew.',
    },
    {
        code: 'InvalidAccessKeyId.Inactive',
        title: 'The access key is disabled',
        meaning: 'The access key exists, but was disabled.',
        remedy: 'Enable it in the RAM console, or use another.',
    },
    {
        code: 'SignatureDoesNotMatch',
        title: 'The access key’s secret is wrong',
        meaning: 'The key’s ID exists, but the secret that goes with it is another.',
        remedy: 'Set the secret anew: a missing character or a line’s end copied with it are the usual reasons.',
    },
    {
        code: 'IncompleteSignature',
        title: 'The request’s signature is incomplete',
        meaning: 'Something between this machine and STS changed the signed request.',
        remedy: 'Look for a proxy that removes headers, and let sts.aliyuncs.com pass untouched.',
    },
    {
        code: 'SignatureNonceUsed',
        title: 'The request was sent twice',
        meaning: 'STS has seen the request’s nonce before: something on the way sent it again.',
        remedy: 'Try again; if it comes back, look for a proxy that repeats requests.',
    },
    {
        code: 'InvalidTimeStamp.Expired',
        title: 'The clock of this machine is wrong',
        meaning: 'The request’s time is more than 15 minutes off, also after it was corrected once by the service’s own time.',
        remedy: 'Set the clock of the runner, for example with NTP.',
    },
    {
        code: 'InvalidTimeStamp.Format',
        title: 'STS cannot read the request’s time',
        meaning: 'Something between this machine and STS changed the request.',
        remedy: 'Look for a proxy that rewrites headers, and let sts.aliyuncs.com pass untouched.',
    },
    {
        code: 'InvalidSecurityToken.Expired',
        title: 'The temporary credential has expired',
        meaning: 'The session that the credential belongs to is over.',
        remedy: 'Log in anew; a session from an earlier step lives as long as its role-session-expiration said.',
    },
    {
        code: 'InvalidSecurityToken.Malformed',
        title: 'The security token is damaged',
        meaning: 'The security token is not one that STS has issued, or only a part of it.',
        remedy: 'Set security-token anew, whole, with the characters = at its end.',
    },
    {
        code: 'InvalidSecurityToken.MismatchWithAccessKey',
        title: 'The security token belongs to another key',
        meaning: 'Access key and security token come from two different sessions.',
        remedy: 'Take all three values from the same answer of STS; look for one left over from an earlier step.',
    },
    {
        code: 'MissingSecurityToken',
        title: 'The security token is missing',
        meaning: 'The access key is a temporary one (STS.…), which is worth nothing without its security token.',
        remedy: 'Give security-token as well.',
    },
    {
        code: 'Missing*',
        title: 'STS misses a parameter',
        meaning: 'The request reached STS without a parameter that was sent.',
        remedy: 'Look for a proxy that changes requests, and let sts.aliyuncs.com pass untouched.',
    },
];
const SERVICE = [
    {
        code: 'Throttling',
        title: 'STS is throttling',
        meaning: 'The account has sent more requests than STS allows (100 a second for each action), also after waiting.',
        remedy: 'Start fewer jobs at once, raise timeout-seconds, or log in once per job and not once per step.',
    },
    {
        code: 'Throttling.User',
        title: 'STS is throttling',
        meaning: 'The account has sent more requests than STS allows (100 a second for each action), also after waiting.',
        remedy: 'Start fewer jobs at once, raise timeout-seconds, or log in once per job and not once per step.',
    },
    {
        code: 'Throttling.Api',
        title: 'STS is throttling',
        meaning: 'The action has been called more often than STS allows, also after waiting.',
        remedy: 'Start fewer jobs at once, or raise timeout-seconds.',
    },
    {
        code: 'InvalidApi.NotFound',
        title: 'The endpoint is not STS',
        meaning: 'The host that was asked is an endpoint of Alibaba Cloud, but not of STS.',
        remedy: 'Correct sts-endpoint.',
    },
    {
        code: 'InvalidProtocol.NeedSsl',
        title: 'The request lost its TLS',
        meaning: 'STS was reached without TLS: something on the way decrypts and forwards in plain text.',
        remedy: 'Look for a proxy that ends TLS, and let sts.aliyuncs.com pass untouched.',
    },
    {
        code: 'InternalError',
        title: 'STS has failed',
        meaning: 'STS had an internal error, also when asked again.',
        remedy: 'Run the job again; if it lasts, tell Alibaba Cloud’s support the RequestId, or name another region in sts-region.',
    },
    {
        code: 'ServiceUnavailable',
        title: 'STS is not available',
        meaning: 'STS could not answer, also when asked again.',
        remedy: 'Run the job again, or name another region in sts-region.',
    },
    {
        code: 'http.nocode',
        title: 'Something other than the service answered',
        meaning: 'The answer has no error code of the service: a proxy or a captive portal may have answered in its place.',
        remedy: 'Look at https_proxy and no_proxy of this runner, and at what answers for this host.',
    },
    {
        code: 'http.unknown',
        title: 'The service refused',
        meaning: 'This version does not know the error code.',
        remedy: 'Look the code up in the service’s documentation, or ask Alibaba Cloud’s support with the RequestId.',
    },
];
const GITHUB = [
    {
        code: 'github.permission',
        title: 'The job may not ask for an OIDC token',
        meaning: 'GitHub gives a job an OIDC token only if the job, the workflow and, in a reusable workflow, also the calling job grant the permission id-token: write.',
        remedy: 'Add “permissions: { id-token: write, contents: read }” to the job; in a reusable workflow to the calling job as well.',
    },
    {
        code: 'github.fork',
        title: 'Pull requests from forks get no OIDC token',
        meaning: 'The pull request comes from a fork, and GitHub gives such runs no OIDC token, whatever the permissions say.',
        remedy: 'Skip the step there: if: github.event.pull_request.head.repo.full_name == github.repository',
    },
    {
        code: 'github.dependabot',
        title: 'Dependabot’s runs get no OIDC token',
        meaning: 'Dependabot started this run, and GitHub gives such runs only read permissions unless the workflow grants more.',
        remedy: "Skip the step there: if: github.actor != 'dependabot[bot]'; or grant id-token: write in the job itself.",
    },
    {
        code: 'github.runner',
        title: 'This runner offers no OIDC token',
        meaning: 'This is not a job of github.com: GitHub Enterprise Server before 3.5, act, or no GitHub Actions job at all.',
        remedy: 'On GitHub Enterprise Server 3.5 or newer add “permissions: { id-token: write, contents: read }” to the job; elsewhere log in another way (a key, an ECS instance role, oidc-token-file).',
    },
    {
        code: 'github.variables',
        title: 'The variables for the OIDC token are damaged',
        meaning: 'ACTIONS_ID_TOKEN_REQUEST_URL or ACTIONS_ID_TOKEN_REQUEST_TOKEN is missing or not what the runner sets.',
        remedy: 'Let no step or env block of the workflow set these two variables.',
    },
    {
        code: 'github.refused',
        title: 'GitHub refused the OIDC token',
        meaning: 'GitHub’s token service did not accept the job’s request; its permission to ask ends about six hours after the job has started.',
        remedy: 'Log in earlier in the job, or run the job again.',
    },
    {
        code: 'github.unavailable',
        title: 'GitHub’s token service has failed',
        meaning: 'GitHub’s token service could not answer, also when asked again.',
        remedy: 'Run the job again; www.githubstatus.com tells of outages of Actions.',
    },
];
const NETWORK = [
    {
        code: 'network.dns',
        title: 'A host name cannot be resolved',
        meaning: 'The name does not exist, or this runner’s DNS does not answer.',
        remedy: 'Check sts-endpoint for a typing error, and the DNS of the runner.',
    },
    {
        code: 'network.refused',
        title: 'The connection was refused',
        meaning: 'Nothing listens at that address and port, or a firewall says no.',
        remedy: 'Check the address and the firewall of this runner.',
    },
    {
        code: 'network.unreachable',
        title: 'The host cannot be reached',
        meaning: 'There is no route from this runner to the host.',
        remedy: 'Check the network of the runner; inside a VPC without internet access, use sts-region with sts-vpc: true.',
    },
    {
        code: 'network.reset',
        title: 'The connection broke',
        meaning: 'The connection was closed before the answer was complete, also when tried again.',
        remedy: 'Run the job again; if it lasts, look for a firewall or proxy that closes connections.',
    },
    {
        code: 'network.tls',
        title: 'The TLS certificate is not acceptable',
        meaning: 'The certificate is not for this host, has expired, or is signed by somebody whom Node.js does not trust.',
        remedy: 'If a proxy of your own inspects TLS, name its CA certificate in NODE_EXTRA_CA_CERTS of the runner.',
    },
    {
        code: 'network.proxy',
        title: 'The proxy does not work',
        meaning: 'The proxy in https_proxy cannot be reached, or could not reach the host.',
        remedy: 'Check https_proxy and no_proxy of this runner.',
    },
    {
        code: 'network.proxy-refused',
        title: 'The proxy refused',
        meaning: 'The proxy wants a user name and password (407), or forbids the host (403).',
        remedy: 'Put the login into https_proxy (http://user:password@host:port), or allow the host in the proxy.',
    },
    {
        code: 'network.timeout',
        title: 'The service did not answer in time',
        meaning: 'No complete answer came within 10 seconds (ECS metadata: 1 second), also when tried again.',
        remedy: 'Name a nearer STS with sts-region; far from China the global endpoint is often slow.',
    },
    {
        code: 'network.too-large',
        title: 'The answer is too large',
        meaning: 'The answer is larger than any that the service gives: something else has answered.',
        remedy: 'Look at https_proxy of this runner, and at what answers for this host.',
    },
    {
        code: 'network.redirect',
        title: 'The answer is a redirect',
        meaning: 'Redirects are not followed, since a credential would be sent to, or taken from, somewhere else.',
        remedy: 'Give the final address.',
    },
    {
        code: 'network.malformed',
        title: 'The answer cannot be read',
        meaning: 'The answer is not the document that the service documents: a proxy or a captive portal may have answered.',
        remedy: 'Look at https_proxy and no_proxy of this runner, and at what answers for this host.',
    },
];
const CATALOGUE = { TRUST, ROLES, KEYS, SERVICE, GITHUB, NETWORK };
const ALL = Object.values(CATALOGUE).flat();
function lookUp(code, message = '') {
    const fits = (entry) => (entry.code === code || (entry.code.endsWith('*') && code.startsWith(entry.code.slice(0, -1)))) &&
        (entry.message === undefined || entry.message.test(message));
    return ALL.find(fits);
}

// EXTERNAL MODULE: ./lib/json.js
var json = __webpack_require__(60);
;// CONCATENATED MODULE: ./lib/diagnosis/trust-policy.js

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
function shownClaims(claims) {
    return SHOWN_CLAIMS.flatMap((name) => {
        const value = claims[name];
        const text = Array.isArray(value)
            ? value.filter((item) => typeof item === 'string').join(', ')
            : (0,json/* textOf */.b6)(value);
        return text ? [[name, plain(text)]] : [];
    });
}
function plain(text) {
    return text.replace(/[`|<>\p{Cc}]/gu, '?').slice(0, 300);
}
function trustPolicyFor(claims, oidcProviderArn) {
    const audience = Array.isArray(claims['aud']) ? claims['aud'][0] : claims['aud'];
    return {
        Version: '1',
        Statement: [
            {
                Effect: 'Allow',
                Action: 'sts:AssumeRole',
                Principal: { Federated: [oidcProviderArn] },
                Condition: {
                    StringEquals: { 'oidc:iss': claims['iss'], 'oidc:aud': audience, 'oidc:sub': claims['sub'] },
                },
            },
        ],
    };
}

;// CONCATENATED MODULE: ./lib/diagnosis/diagnose.js



function diagnose(error, facts) {
    if (!(error instanceof errors/* ActionError */.lZ)) {
        return {
            title: 'Internal error',
            short: `${(0,errors/* messageOf */.bD)(error)}\nThis is a fault of the action. Please report it.`,
            long: undefined,
        };
    }
    const entry = entryFor(error);
    if (!entry) {
        const at = error.code === 'timeout' && facts.phase ? `It was at: ${facts.phase}.` : undefined;
        return { title: TITLES[error.code], short: lines(error.message, at, error.hint), long: undefined };
    }
    const remedy = error.hint ?? entry.remedy;
    const details = { meaning: entry.meaning, remedy };
    return {
        title: entry.title,
        short: lines(error.message, entry.meaning, remedy),
        long: [table(error, facts, details), commands(entry), trust(entry, facts)].filter(Boolean).join('\n\n'),
    };
}
const TITLES = {
    input: 'Check the inputs',
    github: 'No OIDC token from GitHub',
    service: 'The service refused',
    network: 'No usable answer',
    account: 'Wrong account',
    file: 'A file is in the way',
    timeout: 'Timed out',
    cancelled: 'Cancelled',
};
function entryFor(error) {
    if (error instanceof errors/* GithubTokenError */.tB)
        return lookUp(`github.${error.reason}`);
    if (error instanceof errors/* NetworkError */.Dr)
        return lookUp(`network.${error.fault}`);
    if (!(error instanceof errors/* ServiceError */._7))
        return undefined;
    const { service, status, serviceCode, serviceMessage } = error.answer;
    if (service === 'GitHub')
        return lookUp(status >= 500 || status === 429 || status === 408 ? 'github.unavailable' : 'github.refused');
    if (service !== 'STS')
        return undefined;
    if (!serviceCode)
        return lookUp('http.nocode');
    return lookUp(serviceCode, serviceMessage) ?? lookUp('http.unknown');
}
function table(error, { plan, phase }, { meaning, remedy }) {
    const answer = error instanceof errors/* ServiceError */._7 ? error.answer : undefined;
    const host = answer?.host ?? (error instanceof errors/* NetworkError */.Dr ? error.host : undefined);
    const where = [plan && `type ${plan.type}`, phase && `phase ${phase}`, host && `host ${host}`].filter(Boolean);
    const rows = {
        'What failed': `${answer?.action ?? error.message}${where.length > 0 ? ` (${where.join(', ')})` : ''}`,
        'The service says': answer?.serviceCode && [answer.serviceCode, answer.serviceMessage].filter(Boolean).join(': '),
        Status: answer && String(answer.status),
        RequestId: answer?.requestId,
        'Denied by': answer?.denial,
        'Look it up': answer?.recommend,
        'What it means': meaning,
        'What to do': remedy,
    };
    return Object.entries(rows)
        .filter((row) => Boolean(row[1]))
        .map(([name, text]) => `- **${name}:** ${text}`)
        .join('\n');
}
function commands(entry) {
    return entry.commands && fenced('sh', entry.commands.join('\n'));
}
function trust(entry, { claims, plan }) {
    if (entry.shows !== 'trust' || !claims || !plan)
        return undefined;
    if (plan.source.from !== 'github' && plan.source.from !== 'token-file')
        return undefined;
    const { oidcProviderArn, roleArn } = plan.source.role;
    const shown = shownClaims(claims).map(([name, value]) => `| \`${name}\` | \`${value}\` | ${NEEDED[name] ?? ''} |`);
    return [
        ['| claim | the token says | what RAM needs |', '|---|---|---|', ...shown].join('\n'),
        `A trust policy for \`${roleArn}\` that accepts exactly this job:`,
        fenced('json', JSON.stringify(trustPolicyFor(claims, oidcProviderArn), null, 2)),
    ].join('\n\n');
}
const NEEDED = {
    iss: 'the issuer URL of the OIDC provider, and `oidc:iss` in the trust policy',
    aud: 'one of the client IDs of the OIDC provider, and `oidc:aud` in the trust policy',
    sub: '`oidc:sub` in the trust policy',
};
function fenced(language, text) {
    return `\`\`\`${language}\n${text}\n\`\`\``;
}
function lines(...texts) {
    return texts.filter(Boolean).join('\n');
}


/***/ })

};
;