/******/ (() => { // webpackBootstrap
/******/ 	"use strict";
/******/ 	var __webpack_modules__ = ({

/***/ 955:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  pg: () => (/* binding */ explanationOf),
  XL: () => (/* binding */ isAboutKey),
  TE: () => (/* binding */ lookUp)
});

// UNUSED EXPORTS: OWN, SECTIONS, STS, isOwn

// EXTERNAL MODULE: ./lib/errors.js
var errors = __nccwpck_require__(357);
;// CONCATENATED MODULE: ./lib/diagnosis/entries/github.js
const NOT_FROM_A_FORK = '${{ !github.event.pull_request || github.event.pull_request.head.repo.full_name == github.repository }}';
const GITHUB = {
    'github.permission': {
        title: 'The job may not ask for an OIDC token',
        meaning: 'GitHub gives a job an OIDC token only if the job, the workflow and, in a reusable workflow, also the calling job grant the permission id-token: write.',
        remedy: 'Add `permissions: { id-token: write, contents: read }` to the job, with whatever else it needs: what is not listed there is taken away. In a reusable workflow, add it to the calling job as well.',
    },
    'github.fork': {
        title: 'Pull requests from forks get no OIDC token',
        meaning: 'The pull request comes from a fork, and GitHub gives such runs no OIDC token, whatever the permissions say.',
        remedy: `Skip the job there, or this step and all that need the credential: \`if: ${NOT_FROM_A_FORK}\``,
    },
    'github.dependabot': {
        title: 'Dependabot\u2019s runs get no OIDC token',
        meaning: 'Dependabot started this run, and GitHub gives such runs only read permissions unless the workflow grants more.',
        remedy: "Skip the job there, or this step and all that need the credential: `if: github.actor != 'dependabot[bot]'`; or grant id-token: write in the job itself.",
    },
    'github.runner': {
        title: 'This runner offers no OIDC token',
        meaning: 'This is act, or not a GitHub Actions job at all: nothing here issues OIDC tokens.',
        remedy: 'Log in another way: a key, an ECS instance role, or a token of your own in oidc-token-file.',
    },
    'github.server': {
        title: 'GitHub Enterprise Server gave no OIDC token',
        meaning: 'GitHub Enterprise Server issues OIDC tokens from 3.5 on, to jobs that have the permission id-token: write.',
        remedy: 'Add `permissions: { id-token: write, contents: read }` to the job, with whatever else it needs. RAM\u2019s OIDC provider needs this server\u2019s issuer, `https://HOST/_services/token`, and STS must reach it from the internet; if it cannot, log in with a key or an ECS instance role.',
    },
    'github.forgejo': {
        title: 'Forgejo gave no OIDC token',
        meaning: 'Forgejo issues OIDC tokens from version 15 on, to workflows that ask for it; permissions are ignored.',
        remedy: 'Add `enable-openid-connect: true` at the top of the workflow. RAM\u2019s OIDC provider needs Forgejo\u2019s issuer, `https://HOST/api/actions`, and STS must reach it from the internet.',
    },
    'github.gitea': {
        title: 'Gitea issues no OIDC token',
        meaning: 'This version of Gitea gives jobs no OIDC tokens, whatever the workflow\u2019s permissions say.',
        remedy: 'Log in another way: a key from Gitea\u2019s secrets, or the role of the ECS instance that the runner is on.',
    },
    'github.variables': {
        title: 'The variables for the OIDC token are damaged',
        meaning: 'ACTIONS_ID_TOKEN_REQUEST_URL or ACTIONS_ID_TOKEN_REQUEST_TOKEN is missing or not what the runner sets.',
        remedy: 'Make sure that no step or env block of the workflow sets these two variables.',
    },
    'github.refused': {
        title: 'GitHub refused to issue an OIDC token',
        meaning: 'GitHub\u2019s token service did not accept the job\u2019s request; its permission to ask ends about six hours after the job has started.',
        remedy: 'Log in earlier in the job, or run the job again.',
    },
    'github.ended': {
        title: 'The time for OIDC tokens is up',
        meaning: 'GitHub lets a job ask for OIDC tokens for about six hours after it began, and this one is older.',
        remedy: 'Split the job, so that each part ends within six hours; or, on a self-hosted runner, log in with an instance role.',
    },
    'github.unavailable': {
        title: 'GitHub\u2019s token service has failed',
        meaning: 'GitHub\u2019s token service could not answer.',
        remedy: 'Run the job again; www.githubstatus.com shows outages of Actions.',
    },
};

;// CONCATENATED MODULE: ./lib/diagnosis/entries/metadata.js
const METADATA = {
    'metadata.silent': {
        title: 'ECS metadata does not answer',
        meaning: 'This job does not seem to run on an ECS or ECI instance, or a firewall blocks the metadata service.',
        remedy: 'Run the job on such an instance; on a GitHub-hosted runner log in with role-to-assume and oidc-provider-arn.',
    },
    'metadata.hops': {
        title: 'ECS metadata does not reach this container',
        meaning: 'Metadata answers, but its answer to the request for a hardened-mode token gets lost: it may travel one network hop only, and a container\u2019s own network is one more.',
        remedy: 'Run the step outside the container, or give the container the host\u2019s network (`--network host`, where the runner itself is in a container). If your account has the setting HttpPutResponseHopLimit, 2 serves as well.',
    },
    'metadata.no-role': {
        title: 'The instance has no RAM role',
        meaning: 'Metadata answers, but no RAM role is attached to this instance.',
        remedy: 'Attach a RAM role to the instance, or log in another way.',
    },
    'metadata.role-unknown': {
        title: 'The instance has no such RAM role',
        meaning: 'An instance has at most one RAM role; this one has none, or one with another name.',
        remedy: 'Check which RAM role is attached to the instance.',
    },
    'metadata.no-hardened-mode': {
        title: 'ECS metadata has no hardened mode here',
        meaning: 'Metadata gave no token for hardened mode, and disable-imds-v1 or ALIBABA_CLOUD_IMDSV1_DISABLED forbids normal mode.',
        remedy: 'Turn hardened mode on for the instance, or set disable-imds-v1: false.',
    },
    'metadata.forbidden': {
        title: 'ECS metadata is turned off on this runner',
        meaning: 'Whoever runs this machine has set ALIBABA_CLOUD_ECS_METADATA_DISABLED, and the workflow does not name a role.',
        remedy: 'Unset it on this runner, name the role in role-name, or log in another way.',
    },
    'metadata.refused': {
        title: 'ECS metadata refused',
        meaning: 'The request came through a proxy (metadata refuses what was forwarded), or the instance does not allow it.',
        remedy: 'Let the runner ask 100.100.100.200 directly, or allow metadata access on the instance.',
    },
    'metadata.failed': {
        title: 'ECS metadata has failed',
        meaning: 'The metadata service of the instance could not answer.',
        remedy: 'Run the job again; if it keeps failing, restart the instance or contact Alibaba Cloud support.',
    },
    'metadata.code': {
        title: 'ECS metadata gave no credential',
        meaning: 'Metadata knows the role, but has no credential for it; the code says why.',
        remedy: 'Check in the RAM console that the instance\u2019s role exists and trusts ecs.aliyuncs.com.',
    },
};
const URI = {
    'uri.refused': {
        title: 'The credentials URI refused',
        meaning: 'The service behind the credentials URI answered, and gave no credential.',
        remedy: 'Check the URI, including its path and any token in it, and the service behind it.',
    },
    'uri.failed': {
        title: 'The credentials URI has failed',
        meaning: 'The service behind the credentials URI could not answer.',
        remedy: 'Check the service behind the URI, then run the job again.',
    },
    'uri.code': {
        title: 'The credentials URI gave no credential',
        meaning: 'The service behind the credentials URI answered with a code other than Success.',
        remedy: 'Look the code up where that service is documented, or in its log.',
    },
};

;// CONCATENATED MODULE: ./lib/diagnosis/entries/network.js
const STRANGER = {
    remedy: 'Check this runner\u2019s https_proxy and no_proxy, and what answers for this host.',
    remedies: {
        metadata: 'Check what answers at this instance\u2019s metadata endpoint; metadata is never asked through a proxy.',
        'credentials-uri': 'Check what the service behind the URI answers: JSON with AccessKeyId, AccessKeySecret, SecurityToken and Expiration.',
    },
};
const NETWORK = {
    'network.dns': {
        title: 'A host name cannot be resolved',
        meaning: 'The name does not exist, or this runner\u2019s DNS does not answer.',
        remedy: 'Check the runner\u2019s DNS.',
        remedies: {
            sts: 'Check sts-endpoint for a typo, if you set it, and the runner\u2019s DNS.',
            'credentials-uri': 'Check the host in the credentials URI for a typo, and the runner\u2019s DNS.',
        },
    },
    'network.refused': {
        title: 'The connection was refused',
        meaning: 'Nothing listens at that address and port, or a firewall rejects the connection.',
        remedy: 'Check the address and the runner\u2019s firewall.',
    },
    'network.unreachable': {
        title: 'The host cannot be reached',
        meaning: 'No address of the host could be reached from this runner.',
        remedy: 'Check the runner\u2019s network.',
        remedies: {
            sts: 'Check the runner\u2019s network; inside a VPC without internet access, use sts-region with sts-vpc: true.',
        },
    },
    'network.reset': {
        title: 'The connection broke',
        meaning: 'The connection was closed before the answer was complete.',
        remedy: 'Run the job again; if it keeps happening, look for a firewall or proxy that closes connections.',
    },
    'network.tls': {
        title: 'The TLS certificate is not acceptable',
        meaning: 'The certificate is not for this host, has expired, or is signed by a CA that Node.js does not trust.',
        remedy: 'If your own proxy inspects TLS, have the runner set NODE_EXTRA_CA_CERTS to the file with the proxy\u2019s CA certificate (PEM); or, if the system trusts that CA already, NODE_USE_SYSTEM_CA=1 (runner 2.329 or newer).',
    },
    'network.proxy': {
        title: 'The proxy does not work',
        meaning: 'The proxy in https_proxy cannot be reached, or cannot reach the host.',
        remedy: 'Check this runner\u2019s https_proxy, and no_proxy if the host should be asked directly.',
    },
    'network.proxy-refused': {
        title: 'The proxy refused',
        meaning: 'The proxy wants a user name and password (407), or forbids the host (403).',
        remedy: 'Put the login into https_proxy (http://user:password@host:port), or allow the host in the proxy.',
    },
    'network.timeout': {
        title: 'The service did not answer in time',
        meaning: 'No complete answer came within 10 seconds.',
        remedy: 'Run the job again; if it keeps happening, check the network in between.',
        remedies: {
            github: 'Run the job again; www.githubstatus.com shows outages of Actions.',
            sts: 'Name a nearer STS with sts-region: the global endpoint is often slow outside China. In a VPC without internet access, nothing answers at all: use sts-region with sts-vpc: true.',
            'credentials-uri': 'Check the service behind the URI, and the network in between.',
        },
    },
    'network.too-large': {
        title: 'The answer is too large',
        meaning: 'The answer is larger than any the service gives: something else answered.',
        ...STRANGER,
    },
    'network.redirect': {
        title: 'The answer is a redirect',
        meaning: 'Redirects are not followed, since a credential would be sent to, or taken from, somewhere else.',
        ...STRANGER,
        remedies: {
            ...STRANGER.remedies,
            'credentials-uri': 'Give the final address as the credentials URI.',
        },
    },
    'network.malformed': {
        title: 'The answer cannot be read',
        meaning: 'The answer is not what the service documents: a proxy or a captive portal may have answered.',
        ...STRANGER,
    },
};

;// CONCATENATED MODULE: ./lib/trust/fingerprint.js
function fingerprintCommand(host, port) {
    return (`openssl s_client -servername ${host} -connect ${host}:${port} -showcerts </dev/null 2>/dev/null` +
        ` | awk '/BEGIN CERT/{c=""} {c=c $0 "\\n"} END{printf "%s", c}'` +
        ' | openssl x509 -noout -fingerprint -sha1 | cut -d= -f2 | tr -d : | tr A-F a-f');
}

// EXTERNAL MODULE: ./lib/diagnosis/entries/explanation.js
var explanation = __nccwpck_require__(82);
;// CONCATENATED MODULE: ./lib/diagnosis/entries/oidc.js


const TRUST = [
    {
        codes: ['AuthenticationFail.NoPermission'],
        message: /OIDC Provider|OIDCProviderArn/i,
        title: 'RAM does not know the OIDC provider',
        meaning: `The account in the ARN has no OIDC identity provider of this name, or it is not the ARN of one. ${explanation/* JUST_CHANGED */.i}`,
        remedy: 'Correct the provider\u2019s ARN ({place}), which has the form `acs:ram::<account>:oidc-provider/<name>`, or create the provider: `aliyun ims ListOIDCProviders` shows those that exist.',
        input: 'oidc-provider-arn',
    },
    {
        codes: ['AuthenticationFail.NoPermission'],
        title: 'The role does not trust this job',
        meaning: `STS accepted the token, but the role\u2019s trust policy does not: a condition on oidc:iss, oidc:aud or oidc:sub differs from the token (be it only in letter case: \`Octo-Org\` is not \`octo-org\`), the principal is another OIDC provider, or the action is not sts:AssumeRole (RAM has no action sts:AssumeRoleWithOIDC). ${explanation/* JUST_CHANGED */.i}`,
        remedy: 'If this job is meant to have the role, add a statement that accepts its token to the role\u2019s trust policy; if not, correct the role ({place}), or the branch or environment that the job runs in.',
        input: 'role-to-assume',
        shows: 'trust',
    },
    {
        codes: ['AuthenticationFail.OIDCToken.AudienceNotMatch'],
        title: 'RAM does not accept the token\u2019s audience',
        meaning: `The audience of the token is not among the client IDs of the OIDC identity provider in RAM. ${explanation/* JUST_CHANGED */.i}`,
        remedy: 'Have the token issued for one that is there (GitHub\u2019s by the input audience), or add the audience to the provider\u2019s client IDs; the trust policy must name it too.',
        commands: ['aliyun ims AddClientIdToOIDCProvider --OIDCProviderName PROVIDER_NAME --ClientId AUDIENCE'],
        shows: 'trust',
    },
    {
        codes: ['AuthenticationFail.OIDCToken.IssuerNotMatch'],
        title: 'The token has another issuer than RAM expects',
        meaning: 'The issuer of the token is not the issuer URL of the OIDC identity provider in RAM.',
        remedy: 'Name a provider whose issuer URL is exactly the token\u2019s iss, without a trailing slash.',
        shows: 'trust',
    },
    {
        codes: ['AuthenticationFail.OIDCToken.Expired'],
        title: 'The OIDC token is too old',
        meaning: 'The token has expired, or was issued longer ago than the provider\u2019s issuance limit allows.',
        remedy: 'GitHub\u2019s token is made anew for every attempt, so run the job again; check what should keep a token in a file fresh.',
    },
    {
        codes: ['AuthenticationFail.OIDCToken.Invalid'],
        title: 'STS cannot read the OIDC token',
        meaning: 'STS received something that is not a JWT it understands.',
        remedy: 'Check the token\u2019s file ({place}): it must hold one JWT signed with RS256, and nothing else.',
        input: 'oidc-token-file',
    },
    {
        codes: ['AuthenticationFail.OIDCToken.InvalidSignature'],
        title: 'The OIDC token\u2019s signature is wrong',
        meaning: 'The token\u2019s signature does not match the keys that its issuer publishes.',
        remedy: 'Check that the OIDC provider\u2019s ARN names the provider of the token\u2019s issuer; if it does, try again: keys are rotated.',
        shows: 'trust',
    },
    {
        codes: [
            'AuthenticationFail.OIDCToken.HttpsUrlInvalid',
            'AuthenticationFail.OIDCToken.PublicKeyFingerprintMismatch',
        ],
        title: 'RAM does not know the issuer\u2019s certificate',
        meaning: `None of the fingerprints registered with the OIDC provider in RAM matches the CA certificate of the token\u2019s issuer; issuers change CAs. ${explanation/* JUST_CHANGED */.i}`,
        remedy: 'Add the new fingerprint to the OIDC provider, then remove the old one, which GetOIDCProvider lists as well (in a POSIX shell, such as Cloud Shell).',
        commands: [
            `fingerprint=$(${fingerprintCommand('ISSUER_HOST', '443')})`,
            'aliyun ims AddFingerprintToOIDCProvider --OIDCProviderName PROVIDER_NAME --Fingerprint "$fingerprint"',
            'aliyun ims GetOIDCProvider --OIDCProviderName PROVIDER_NAME',
            'aliyun ims RemoveFingerprintFromOIDCProvider --OIDCProviderName PROVIDER_NAME --Fingerprint OLD_FINGERPRINT',
        ],
    },
    {
        codes: ['AuthenticationFail.OIDCToken.IssuerConfigurationBroken'],
        title: 'STS cannot fetch the issuer\u2019s keys',
        meaning: 'STS got no public keys from the token\u2019s issuer.',
        remedy: 'Try again later; for an issuer of your own, check that its discovery document is reachable from the internet.',
    },
];

;// CONCATENATED MODULE: ./lib/diagnosis/entries/runner.js
const RUNNER = {
    'default.nothing': {
        title: 'No credential was found',
        meaning: 'None of the places where Alibaba Cloud\u2019s SDKs look for a credential is configured on this runner.',
        remedy: 'On a GitHub-hosted runner, give role-to-assume and oidc-provider-arn; on an ECS or ECI instance, type: ecs_ram_role; on another machine of your own, configure one of these places.',
    },
    'profile.unusable': {
        title: 'The profile cannot be used',
        meaning: 'The profile is not there, is disabled, or lacks something that its type needs.',
        remedy: 'Fix the profile in that file, or name another.',
    },
    'profile.config': {
        title: 'config.json cannot be read',
        meaning: 'The aliyun CLI\u2019s config.json is there, but is not the JSON that the CLI writes.',
        remedy: 'Fix its JSON or remove the file; the default chain skips it with ALIBABA_CLOUD_CLI_PROFILE_DISABLED=true.',
    },
    'token-file.empty': {
        title: 'There is no OIDC token in the file',
        meaning: 'The file that should hold the OIDC token is missing, empty, or holds something else.',
        remedy: 'Correct the file\u2019s path ({place}), or check what should write the token there.',
        input: 'oidc-token-file',
    },
    'runner.user': {
        title: 'This user cannot access the runner\u2019s files',
        meaning: 'The step runs as a different user than the runner, most likely in a job container whose image sets USER.',
        remedy: 'Run the container as the runner\u2019s user or as root: `container: { image: \u2026, options: --user root }`; on GitHub\u2019s own runners, `--user 1001` works too.',
    },
    'step.timeout': {
        title: 'Timed out',
        meaning: 'The step was not done within timeout-seconds; nothing was exported.',
        remedy: 'Raise timeout-seconds.',
        remedies: {
            github: 'Run the job again; www.githubstatus.com shows outages of Actions.',
            sts: 'Name a nearer STS with sts-region, or raise timeout-seconds. In a VPC without internet access, nothing answers at all: use sts-region with sts-vpc: true.',
            'credentials-uri': 'Check the service behind the URI, or raise timeout-seconds.',
        },
    },
};

// EXTERNAL MODULE: ./lib/diagnosis/entries/sts.js
var sts = __nccwpck_require__(937);
;// CONCATENATED MODULE: ./lib/diagnosis/catalogue.js







const PLAIN = {
    input: { title: 'Check the inputs' },
    file: { title: 'A file is in the way' },
    proxy: { title: 'Check the proxy settings' },
    account: { title: 'Wrong account' },
    logout: { title: 'Not everything was taken back' },
    trust: { title: 'The trust policy does not pass' },
    'step.cancelled': { title: 'Cancelled' },
};
const OWN = {
    ...GITHUB,
    ...METADATA,
    ...URI,
    ...NETWORK,
    ...RUNNER,
    ...sts/* KEY */._,
    ...PLAIN,
    'sts.no-code': sts/* NO_CODE */.Uc,
};
const STS = [...TRUST, ...sts/* ROLES */.gg, ...sts/* KEYS */.Rk, ...sts/* SERVICE */.YV];
const SECTIONS = {
    GITHUB: Object.values(GITHUB),
    TRUST: TRUST,
    ROLES: sts/* ROLES */.gg,
    KEYS: [...sts/* KEYS */.Rk, ...Object.values(sts/* KEY */._)],
    SERVICE: [...sts/* SERVICE */.YV, sts/* NO_CODE */.Uc, sts/* UNKNOWN */.HV],
    METADATA: Object.values(METADATA),
    URI: Object.values(URI),
    NETWORK: Object.values(NETWORK),
    RUNNER: Object.values(RUNNER),
};
function explanationOf(error) {
    if (isOwn(error.code))
        return OWN[error.code];
    const message = error instanceof errors/* ServiceError */._7 ? error.answer.serviceMessage : undefined;
    return lookUp(error.code.slice('sts.'.length), message) ?? sts/* UNKNOWN */.HV;
}
function isAboutKey(explanation) {
    return SECTIONS.KEYS.some((entry) => entry === explanation);
}
function lookUp(code, message = '', among = STS) {
    const isLike = (known) => known === code || (known.endsWith('*') && code.startsWith(known.slice(0, -1)));
    return among.find(({ codes, message: said }) => codes.some(isLike) && (said?.test(message) ?? true));
}
function isOwn(code) {
    return Object.hasOwn(OWN, code);
}


/***/ }),

/***/ 82:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ placeInWorkflow),
/* harmony export */   i: () => (/* binding */ JUST_CHANGED)
/* harmony export */ });
function placeInWorkflow({ input = 'the repository\u2019s secrets' }) {
    return input;
}
const JUST_CHANGED = 'What was made or changed in RAM seconds ago can take a minute to be known.';


/***/ }),

/***/ 937:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   HV: () => (/* binding */ UNKNOWN),
/* harmony export */   Rk: () => (/* binding */ KEYS),
/* harmony export */   Uc: () => (/* binding */ NO_CODE),
/* harmony export */   YV: () => (/* binding */ SERVICE),
/* harmony export */   _: () => (/* binding */ KEY),
/* harmony export */   gg: () => (/* binding */ ROLES)
/* harmony export */ });
/* harmony import */ var _explanation_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(82);

const ROLES = [
    {
        codes: ['EntityNotExist.Role'],
        title: 'The role does not exist',
        meaning: `The account in the ARN has no role of this name. ${_explanation_js__WEBPACK_IMPORTED_MODULE_0__/* .JUST_CHANGED */ .i}`,
        remedy: 'Correct the role\u2019s ARN ({place}): `aliyun ram ListRoles` shows the roles of an account.',
        input: 'role-to-assume',
    },
    {
        codes: ['NoPermission'],
        title: 'The role may not be assumed with this credential',
        meaning: `Either the caller\u2019s own policies do not allow sts:AssumeRole on this role, or the role\u2019s trust policy does not name the caller (or asks for an external ID). With a source identity, both must allow sts:SetSourceIdentity as well, and it never changes within a chain. An account\u2019s root user can never assume a role. ${_explanation_js__WEBPACK_IMPORTED_MODULE_0__/* .JUST_CHANGED */ .i}`,
        remedy: 'Allow sts:AssumeRole on the role\u2019s ARN to the caller (for example with AliyunSTSAssumeRoleAccess, which does not allow a source identity), and name the caller as a RAM principal in the role\u2019s trust policy.',
    },
    {
        codes: ['InvalidParameter.DurationSeconds'],
        title: 'The role does not allow so long a session',
        meaning: 'The session would last longer than the role\u2019s MaxSessionDuration (3600 seconds unless raised), or less than 900 seconds.',
        remedy: 'Lower the session\u2019s duration ({place}), or raise the role\u2019s maximum, to 43200 seconds at most.',
        input: 'role-session-expiration',
        commands: ['aliyun ram UpdateRole --RoleName ROLE_NAME --NewMaxSessionDuration SECONDS'],
    },
    {
        codes: ['InvalidParameter.PolicyGrammar', 'InvalidParameter.PolicySize'],
        title: 'STS does not accept the session policy',
        meaning: 'The session\u2019s policy is not one that RAM understands, or is longer than 2048 characters.',
        remedy: 'Correct the policy ({place}): Version "1" and a list of statements, in RAM\u2019s policy language. Attach a long one to the role instead.',
        input: 'the input policy',
    },
    {
        codes: ['InvalidParameter.*'],
        title: 'STS does not accept a value',
        meaning: 'The value that STS names has other characters or another length than STS allows.',
        remedy: 'Correct it where it comes from ({place}).',
        input: 'the input of that name',
    },
];
const KEYS = [
    {
        codes: ['InvalidAccessKeyId.NotFound'],
        title: 'The access key does not exist',
        meaning: 'Alibaba Cloud does not know the access key\u2019s ID: the key was deleted, or the ID is something else.',
        remedy: 'Create a new access key, and put it where this one comes from ({place}).',
    },
    {
        codes: ['InvalidAccessKeyId.Inactive'],
        title: 'The access key is disabled',
        meaning: 'The access key exists, but was disabled.',
        remedy: 'Enable it in the RAM console, or put another where it comes from ({place}).',
    },
    {
        codes: ['SignatureDoesNotMatch'],
        title: 'The access key\u2019s secret is wrong',
        meaning: 'The key\u2019s ID exists, but this is not its secret.',
        remedy: 'Set the key\u2019s secret again where it comes from ({place}): usually a character is missing.',
    },
    {
        codes: ['SignatureNonceUsed'],
        title: 'The request was sent twice',
        meaning: 'STS has seen the request\u2019s nonce before: something on the way sent it again.',
        remedy: 'Try again; if it comes back, look for a proxy that repeats requests.',
    },
    {
        codes: ['InvalidTimeStamp.Expired'],
        title: 'The clock of this machine is wrong',
        meaning: 'The request\u2019s time is more than 15 minutes from the service\u2019s own.',
        remedy: 'Set the clock of the runner, for example with NTP.',
    },
    {
        codes: ['InvalidSecurityToken.Expired'],
        title: 'The temporary credential has expired',
        meaning: 'The session that the credential belongs to is over.',
        remedy: 'Replace all three of its values where they come from ({place}), or log in again in the step that set it.',
    },
    {
        codes: ['InvalidSecurityToken.Malformed'],
        title: 'The security token is damaged',
        meaning: 'The security token is not one that STS issued, or is only a part of one.',
        remedy: 'Set the security token again where it comes from ({place}), all of it, including the = signs at the end.',
    },
    {
        codes: ['InvalidSecurityToken.MismatchWithAccessKey'],
        title: 'The security token belongs to another key',
        meaning: 'Access key and security token come from two different sessions.',
        remedy: 'Take all three values from the same answer of STS; look for one left over where they come from ({place}).',
    },
    {
        codes: ['MissingSecurityToken'],
        title: 'The security token is missing',
        meaning: 'The access key is a temporary one (STS.\u2026), which does not work without its security token.',
        remedy: 'Add the security token to the key ({place}).',
        input: 'the input security-token',
    },
    {
        codes: ['IncompleteSignature', 'InvalidTimeStamp.Format', 'Missing*'],
        title: 'The request was changed on its way',
        meaning: 'It reached STS incomplete: something between this machine and STS altered it.',
        remedy: 'Look for a proxy that changes requests, and let sts.aliyuncs.com pass untouched.',
    },
];
const SERVICE = [
    {
        codes: ['Throttling', 'Throttling.*'],
        title: 'STS is throttling',
        meaning: 'The account has sent more requests than STS allows (100 a second for each action).',
        remedy: 'Start fewer jobs at once, raise timeout-seconds, or log in once per job and not once per step.',
    },
    {
        codes: ['InvalidApi.NotFound'],
        title: 'The endpoint is not STS',
        meaning: 'The host that was asked is an endpoint of Alibaba Cloud, but not of STS.',
        remedy: 'Correct sts-endpoint, or leave it out.',
    },
    {
        codes: ['InvalidProtocol.NeedSsl'],
        title: 'The request lost its TLS',
        meaning: 'STS was reached without TLS: something on the way decrypts and forwards in plain text.',
        remedy: 'Look for a proxy that ends TLS, and let sts.aliyuncs.com pass untouched.',
    },
    {
        codes: ['InternalError', 'ServiceUnavailable'],
        title: 'STS has failed',
        meaning: 'STS had an internal error, or could not answer for a while.',
        remedy: 'Run the job again, or name another region in sts-region; if it keeps failing, give Alibaba Cloud support the RequestId.',
    },
];
const NO_CODE = {
    title: 'Something other than the service answered',
    meaning: 'The answer has no error code of the service: a proxy or a captive portal may have answered in its place.',
    remedy: 'Check this runner\u2019s https_proxy and no_proxy, and what answers for this host.',
};
const UNKNOWN = {
    title: 'The service refused',
    meaning: 'This version does not know the error code.',
    remedy: 'Look the code up in the service\u2019s documentation, or give Alibaba Cloud support the RequestId.',
};
const KEY = {
    'key.masked': {
        title: 'The access key was copied from a masked text',
        meaning: 'The ID or the secret is three asterisks, which is how the runner shows secrets in the log.',
        remedy: 'Copy the key from the RAM console, or from where it was saved, to where this one comes from ({place}).',
    },
    'key.swapped': {
        title: 'The access key\u2019s ID and secret are swapped',
        meaning: 'What was given as the secret looks like an ID (LTAI\u2026), and what was given as the ID does not.',
        remedy: 'Swap the key\u2019s ID and secret where they come from ({place}).',
        input: 'access-key-id and access-key-secret, or the secrets behind them',
    },
    'key.unlikely': {
        title: 'The access key\u2019s ID is not one of Alibaba Cloud\u2019s',
        meaning: 'Alibaba Cloud does not know the ID, and it doesn\u2019t look like one: IDs begin with LTAI (except in old accounts), temporary ones with \u201cSTS.\u201d.',
        remedy: 'Check that the place it comes from ({place}) holds the ID itself, not another value, a name or quotes.',
        input: 'access-key-id',
    },
};


/***/ }),

/***/ 357:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Dr: () => (/* binding */ NetworkError),
/* harmony export */   Z1: () => (/* binding */ SERVICE_NAMES),
/* harmony export */   _7: () => (/* binding */ ServiceError),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   dz: () => (/* binding */ InputError),
/* harmony export */   f6: () => (/* binding */ FileError),
/* harmony export */   lZ: () => (/* binding */ ActionError),
/* harmony export */   mO: () => (/* binding */ withErrorContext)
/* harmony export */ });
const SERVICE_NAMES = {
    github: 'GitHub',
    sts: 'STS',
    metadata: 'ECS metadata',
    'credentials-uri': 'The credentials URI',
};
class ActionError extends Error {
    code;
    hint;
    #circumstances;
    constructor(code, message, details = {}) {
        super(message, details.cause === undefined ? undefined : { cause: details.cause });
        this.name = 'ActionError';
        this.code = code;
        this.hint = details.hint;
        this.#circumstances = details.cause instanceof ActionError ? details.cause.circumstances : {};
    }
    get circumstances() {
        return this.#circumstances;
    }
    addContext(known) {
        const entries = Object.entries({ ...known, ...this.#circumstances });
        this.#circumstances = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    }
}
async function withErrorContext(known, action) {
    try {
        return await action();
    }
    catch (error) {
        if (error instanceof ActionError)
            error.addContext(known);
        throw error;
    }
}
class InputError extends ActionError {
    constructor(message, hint) {
        super('input', message, { hint });
        this.name = 'InputError';
    }
}
class FileError extends ActionError {
    constructor(message, details = {}) {
        super(details.code ?? 'file', message, details);
        this.name = 'FileError';
    }
}
class NetworkError extends ActionError {
    fault;
    host;
    constructor(fault, host, message, details = {}) {
        super(details.code ?? `network.${fault}`, message, details);
        this.name = 'NetworkError';
        this.fault = fault;
        this.host = host;
        this.addContext({ host });
    }
}
class ServiceError extends ActionError {
    answer;
    constructor(code, message, answer, details = {}) {
        super(code, message, details);
        this.name = 'ServiceError';
        this.answer = answer;
        this.addContext({ host: answer.host });
    }
}
function messageOf(error) {
    if (error instanceof Error)
        return error.message;
    return typeof error === 'object' && error !== null
        ? 'Something that is no error was thrown.'
        : String(error);
}


/***/ }),

/***/ 916:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   HM: () => (/* binding */ portOf),
/* harmony export */   uz: () => (/* binding */ ATTEMPT_TIMEOUT),
/* harmony export */   zy: () => (/* binding */ dial)
/* harmony export */ });
/* unused harmony export connectAhead */
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(30);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(841);


function connectAhead(origins, env) {
    const opened = new Map();
    for (const url of origins) {
        if (opened.has(url.origin) || proxyFor(url, env))
            continue;
        const socket = dial(url);
        socket.on('error', () => { });
        opened.set(url.origin, socket);
    }
    return opened;
}
function dial(url) {
    return node_net__WEBPACK_IMPORTED_MODULE_0___default().connect({
        host: (0,_proxy_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutBrackets */ .o)(url.hostname),
        port: Number(portOf(url)),
        noDelay: true,
        autoSelectFamilyAttemptTimeout: ATTEMPT_TIMEOUT,
    });
}
function portOf(url) {
    return url.port || (url.protocol === 'https:' ? '443' : url.protocol === 'http:' ? '80' : '1080');
}
const ATTEMPT_TIMEOUT = 2_500;


/***/ }),

/***/ 652:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ ProxyError),
/* harmony export */   x: () => (/* binding */ networkError)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(357);

class ProxyError extends Error {
    proxy;
    answer;
    refused;
    constructor(proxy, { answer, refused = false, cause } = {}) {
        super(`The proxy ${proxy.host} failed.`, cause === undefined ? undefined : { cause });
        this.proxy = proxy.host;
        this.answer = answer;
        this.refused = refused;
    }
}
function networkError(error, host, timedOut) {
    const codes = codesOf(error);
    if (codes.includes('ERR_INVALID_CHAR')) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('input', `The request to ${host} contains a character that HTTP headers cannot carry.`, {
            cause: error,
            hint: 'Set the credential again; usually it has a trailing newline.',
        });
    }
    const fault = timedOut ? 'timeout' : faultOf(error, codes);
    const detail = timedOut ? '' : (attemptsOf(error) ?? codes.join(', '));
    const message = error instanceof ProxyError ? proxyMessage(error, host) : FAULTS[fault](host);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .NetworkError */ .Dr(fault, host, `${message}${detail && ` (${detail})`}.`, { cause: error });
}
function proxyMessage({ proxy, answer }, host) {
    return answer === undefined
        ? `The proxy ${proxy} cannot be reached, and requests to ${host} go through it`
        : `The proxy ${proxy} would not connect to ${host}: ${answer}`;
}
const FAULTS = {
    dns: (host) => `The name of ${host} cannot be resolved`,
    refused: (host) => `${host} refused the connection`,
    unreachable: (host) => `${host} cannot be reached`,
    reset: (host) => `The connection to ${host} broke`,
    tls: (host) => `The TLS certificate or handshake of ${host} is not acceptable`,
    proxy: (host) => `The proxy could not reach ${host}`,
    'proxy-refused': (host) => `The proxy refused to connect to ${host}`,
    timeout: (host) => `${host} did not answer in time`,
    'too-large': (host) => `${host} answered with too large a body`,
    redirect: (host) => `${host} answered with a redirect`,
    malformed: (host) => `${host} answered with something that is not valid HTTP`,
};
function faultOf(error, codes) {
    const has = (...names) => names.some((name) => codes.includes(name));
    if (error instanceof ProxyError)
        return error.refused ? 'proxy-refused' : 'proxy';
    if (attemptsOf(error))
        return 'unreachable';
    if (has('ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA'))
        return 'dns';
    if (has('ECONNREFUSED'))
        return 'refused';
    if (has('EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EHOSTDOWN'))
        return 'unreachable';
    if (has('ETIMEDOUT'))
        return 'timeout';
    if (codes.some((code) => /CERT|ERR_TLS|ERR_SSL|EPROTO|UNABLE_TO|SELF_SIGNED|ISSUER/.test(code)))
        return 'tls';
    if (codes.some((code) => /^HPE_/.test(code)))
        return 'malformed';
    return 'reset';
}
function attemptsOf(error) {
    if (!(error instanceof AggregateError))
        return error instanceof Error ? attemptsOf(error.cause) : undefined;
    const attempts = error.errors.map((attempt) => ({
        code: attempt.code ?? '',
        text: `${attempt.address}: ${attempt.code}`,
    }));
    const codes = new Set(attempts.map(({ code }) => code));
    return codes.size > 1 ? attempts.map(({ text }) => text).join(', ') : undefined;
}
function codesOf(error) {
    const codes = new Set();
    const visit = (value, depth) => {
        if (!(value instanceof Error) || depth > 4)
            return;
        if ('code' in value && typeof value.code === 'string')
            codes.add(value.code);
        visit(value.cause, depth + 1);
        if (value instanceof AggregateError)
            for (const inner of value.errors)
                visit(inner, depth + 1);
    };
    visit(error, 0);
    return [...codes];
}


/***/ }),

/***/ 841:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  i: () => (/* binding */ proxyFor),
  o: () => (/* binding */ withoutBrackets)
});

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __nccwpck_require__(30);
var external_node_net_default = /*#__PURE__*/__nccwpck_require__.n(external_node_net_);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
//# sourceMappingURL=proxy.js.map
// EXTERNAL MODULE: ./lib/errors.js
var errors = __nccwpck_require__(357);
;// CONCATENATED MODULE: ./lib/http/proxy.js



const SCHEMES = ['http:', 'https:', 'socks5:', 'socks:'];
function proxyFor(url, env) {
    const setting = (name) => env.get(name) || env.get(name.toUpperCase()) || '';
    if (checkBypass(url) || isExempt(url, setting('no_proxy')))
        return undefined;
    const variable = url.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
    const value = setting(variable).trim();
    return value === '' ? undefined : parseProxy(value, variable);
}
function parseProxy(value, variable) {
    const proxy = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`);
    if (value.includes('@') && (!proxy || endsBeforeItsHost(proxy)))
        throw unencoded(variable);
    if (!proxy || proxy.hostname === '' || !SCHEMES.includes(proxy.protocol)) {
        throw new errors/* ActionError */.lZ('proxy', `${variable} is not the URL of a proxy.`, {
            hint: 'It should look like http://proxy.example.com:3128; https:// and socks5:// work, too.',
        });
    }
    try {
        decodeURIComponent(proxy.username + proxy.password);
    }
    catch (cause) {
        throw unencoded(variable, cause);
    }
    return proxy;
}
function endsBeforeItsHost({ username, password, pathname, search, hash }) {
    return username + password === '' || (pathname + search + hash).includes('@');
}
function unencoded(variable, cause) {
    return new errors/* ActionError */.lZ('proxy', `${variable} has a character in its user name or password that a URL cannot hold.`, {
        cause,
        hint: 'Percent-encode the user name and the password: # is %23, / is %2F, ? is %3F, @ is %40, and % itself is %25.',
    });
}
function isExempt(url, noProxy) {
    const host = withoutBrackets(url.hostname);
    const entries = noProxy.toLowerCase().split(/[\s,]+/);
    return entries.some((entry) => entry.startsWith('*.') ? host.endsWith(entry.slice(1)) : isPathInside(host, withoutBrackets(entry)));
}
function isPathInside(host, range) {
    const [address = '', prefix] = range.split('/');
    const width = { 0: -1, 4: 32, 6: 128 }[external_node_net_default().isIP(address)] ?? -1;
    const bits = prefix === undefined ? width : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
    if (external_node_net_default().isIP(host) === 0 || bits < 0 || bits > width)
        return false;
    const list = new (external_node_net_default()).BlockList();
    list.addSubnet(address, bits, width === 128 ? 'ipv6' : 'ipv4');
    return list.check(host, external_node_net_default().isIP(host) === 6 ? 'ipv6' : 'ipv4');
}
function withoutBrackets(hostname) {
    return hostname.replace(/^\[|\]$/g, '');
}


/***/ }),

/***/ 571:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ze: () => (/* binding */ configFile)
/* harmony export */ });
/* unused harmony exports cliConfigFile, homeVariable */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);

function configFile({ home }) {
    const folder = home();
    return folder && node_path__WEBPACK_IMPORTED_MODULE_0___default().join(folder, '.aliyun', 'config.json');
}
function cliConfigFile({ env, platform }) {
    const folder = `${env.get('HOMEDRIVE') ?? ''}${env.get('HOMEPATH') ?? ''}`;
    return platform === 'win32' && folder !== ''
        ? path.win32.join(folder, '.aliyun', 'config.json')
        : undefined;
}
function homeVariable({ platform }) {
    return platform === 'win32' ? 'USERPROFILE' : 'HOME';
}


/***/ }),

/***/ 828:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   FU: () => (/* binding */ FLAW_HINT),
/* harmony export */   RJ: () => (/* binding */ revealedJson),
/* harmony export */   dd: () => (/* binding */ flawOfIssued),
/* harmony export */   e3: () => (/* binding */ flawOf),
/* harmony export */   zh: () => (/* binding */ Secret)
/* harmony export */ });
class Secret {
    #value;
    constructor(value) {
        this.#value = value;
    }
    static of(value, mask) {
        mask(value);
        return new Secret(value);
    }
    reveal() {
        return this.#value;
    }
    toString() {
        return '***';
    }
    toJSON() {
        return '***';
    }
    [Symbol.for('nodejs.util.inspect.custom')]() {
        return '***';
    }
}
function revealedJson(value) {
    return JSON.stringify(value, function (name, shown) {
        const held = this[name];
        return held instanceof Secret ? { secret: held.reveal() } : shown;
    });
}
const SHORTEST_ISSUED = 8;
const LONGEST = 16_384;
function flawOf(text, isSent, shortest = 1) {
    if (text.trim() === '')
        return 'contains only white space';
    if (text.length > LONGEST)
        return `has ${text.length} characters, and no credential has more than ${LONGEST}`;
    if (text.includes('\0'))
        return 'contains a NUL character';
    if (isSent && !/^[\x21-\x7e]+$/.test(text))
        return 'contains white space, a line break or a non-ASCII character, and cannot be sent';
    if (/^[\r\n]|[\r\n]$/.test(text))
        return 'begins or ends with a line break';
    if (text.length < shortest)
        return `is shorter than any credential: it has fewer than ${shortest} characters`;
    return undefined;
}
function flawOfIssued(parts) {
    for (const [name, text] of Object.entries(parts)) {
        const flaw = flawOf(text, true, SHORTEST_ISSUED);
        if (flaw)
            return `${name} ${flaw}`;
    }
    return undefined;
}
const FLAW_HINT = 'Set it again; usually it was copied with a trailing newline, or incompletely.';


/***/ }),

/***/ 401:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Qu: () => (/* binding */ KNOWN_REGIONS),
/* harmony export */   ZU: () => (/* binding */ likelyRegion),
/* harmony export */   hq: () => (/* binding */ GLOBAL_HOST),
/* harmony export */   w4: () => (/* binding */ hostOf)
/* harmony export */ });
const GLOBAL_HOST = 'sts.aliyuncs.com';
const PUBLIC_REGIONS = [
    'cn-qingdao',
    'cn-beijing',
    'cn-zhangjiakou',
    'cn-huhehaote',
    'cn-wulanchabu',
    'cn-hangzhou',
    'cn-shanghai',
    'cn-nanjing',
    'cn-fuzhou',
    'cn-shenzhen',
    'cn-heyuan',
    'cn-guangzhou',
    'cn-wuhan-lr',
    'cn-chengdu',
    'cn-zhongwei',
    'cn-hongkong',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-southeast-1',
    'ap-southeast-3',
    'ap-southeast-5',
    'ap-southeast-7',
    'ap-southeast-8',
    'us-east-1',
    'us-west-1',
    'na-south-1',
    'eu-west-1',
    'eu-central-1',
    'me-east-1',
    'me-central-1',
];
const GLOBAL_REGIONS = ['cn-hangzhou-finance', 'cn-shenzhen-finance-1'];
const VPC_ONLY_REGIONS = ['cn-north-2-gov-1'];
const KNOWN_REGIONS = [...PUBLIC_REGIONS, ...GLOBAL_REGIONS, ...VPC_ONLY_REGIONS];
function hostOf(region, vpc) {
    if (vpc)
        return `sts-vpc.${region}.aliyuncs.com`;
    if (GLOBAL_REGIONS.includes(region))
        return GLOBAL_HOST;
    return VPC_ONLY_REGIONS.includes(region) ? undefined : `sts.${region}.aliyuncs.com`;
}
function likelyRegion(region, among) {
    const plain = region.replace(/^(oss|vpc|sts)-/, '').replace(/-internal$/, '');
    return [plain, plain.replace(/-?[a-z]$/, ''), plain.replace(/-\d$/, '')].find((one) => among.includes(one));
}


/***/ }),

/***/ 778:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   JO: () => (/* binding */ percentEncode),
/* harmony export */   RK: () => (/* binding */ visible),
/* harmony export */   SS: () => (/* binding */ codeSpan),
/* harmony export */   _U: () => (/* binding */ LONGEST_ERROR),
/* harmony export */   a: () => (/* binding */ ascii),
/* harmony export */   gB: () => (/* binding */ visibleLines),
/* harmony export */   vI: () => (/* binding */ shortened)
/* harmony export */ });
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

/***/ 74:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   AQ: () => (/* binding */ EXTERNAL_ID),
/* harmony export */   Hy: () => (/* binding */ SOURCE_IDENTITY),
/* harmony export */   Ms: () => (/* binding */ MAX_SESSION),
/* harmony export */   SI: () => (/* binding */ LONGEST_FILE),
/* harmony export */   VA: () => (/* binding */ ROLE_NAME),
/* harmony export */   W_: () => (/* binding */ ACCOUNT_ID),
/* harmony export */   YF: () => (/* binding */ MIN_SESSION),
/* harmony export */   Zg: () => (/* binding */ REGION),
/* harmony export */   jg: () => (/* binding */ HOST),
/* harmony export */   mE: () => (/* binding */ ROLE_SESSION_NAME),
/* harmony export */   uE: () => (/* binding */ PROFILE_NAME),
/* harmony export */   wR: () => (/* binding */ OIDC_PROVIDER_ARN),
/* harmony export */   xG: () => (/* binding */ ROLE_ARN)
/* harmony export */ });
/* unused harmony exports INI_VALUE, NO_INI_VALUE */
const ROLE_ARN = /^acs:ram::(\d{12,16}):role\/[A-Za-z0-9._-]{1,64}$/;
const ROLE_NAME = /^[A-Za-z0-9._-]{1,64}$/;
const OIDC_PROVIDER_ARN = /^acs:ram::(\d{12,16}):oidc-provider\/[A-Za-z0-9._-]{1,128}$/;
const ACCOUNT_ID = /^\d{12,16}$/;
const ROLE_SESSION_NAME = /^[A-Za-z0-9.@_-]{2,64}$/;
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;
const SOURCE_IDENTITY = /^[\w+=,.@-]{2,64}$/;
const MIN_SESSION = 900;
const MAX_SESSION = 43_200;
const REGION = /^[a-z]{2,}(-[a-z0-9]+)+$/;
const PROFILE_NAME = /^(?!DEFAULT$)[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const INI_VALUE = /^[A-Za-z0-9+/=._:@,~-]+$/;
const NO_INI_VALUE = 'a space, a line break, a quote, or one of # ; % & \\ $ ( ) and the like';
const HOST = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?$/;
const LONGEST_FILE = 262_144;


/***/ }),

/***/ 70:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   eB: () => (/* binding */ asObject),
/* harmony export */   lj: () => (/* binding */ parseObject)
/* harmony export */ });
/* unused harmony export parseJson */
function parseObject(text, revive) {
    return asObject(parseJson(text, revive));
}
function parseJson(text, revive) {
    try {
        return JSON.parse(text, revive);
    }
    catch {
        return undefined;
    }
}
function asObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? value
        : undefined;
}
function textOf(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}


/***/ }),

/***/ 98:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ compactPolicy),
/* harmony export */   l: () => (/* binding */ MAX_POLICY_LENGTH)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(70);

const MAX_POLICY_LENGTH = 2048;
function compactPolicy(text) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseObject */ .lj)(text))
        return undefined;
    let inString = false;
    const kept = (piece) => {
        if (piece === '"')
            inString = !inString;
        return inString || piece.trim() !== '';
    };
    return (text.match(/\\.|"|\s+|[^\\"\s]+/gs) ?? []).filter(kept).join('');
}


/***/ }),

/***/ 457:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ readTime),
/* harmony export */   f: () => (/* binding */ formatTime)
/* harmony export */ });
function formatTime(time) {
    return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
function readTime(text) {
    const time = new Date(text.length <= 64 ? text : Number.NaN);
    return time.getTime() >= Date.UTC(2000) && time.getTime() < Date.UTC(3000) ? time : undefined;
}


/***/ }),

/***/ 982:
/***/ ((module) => {

module.exports = require("crypto");

/***/ }),

/***/ 896:
/***/ ((module) => {

module.exports = require("fs");

/***/ }),

/***/ 30:
/***/ ((module) => {

module.exports = require("node:net");

/***/ }),

/***/ 760:
/***/ ((module) => {

module.exports = require("node:path");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = require("os");

/***/ }),

/***/ 867:
/***/ ((module) => {

module.exports = require("../undici/index.js");

/***/ }),

/***/ 679:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
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

/******/ 	});
/************************************************************************/
/******/ 	// The module cache
/******/ 	var __webpack_module_cache__ = {};
/******/ 	
/******/ 	// The require function
/******/ 	function __nccwpck_require__(moduleId) {
/******/ 		// Check if module is in cache
/******/ 		var cachedModule = __webpack_module_cache__[moduleId];
/******/ 		if (cachedModule !== undefined) {
/******/ 			return cachedModule.exports;
/******/ 		}
/******/ 		// Create a new module (and put it into the cache)
/******/ 		var module = __webpack_module_cache__[moduleId] = {
/******/ 			// no module.id needed
/******/ 			// no module.loaded needed
/******/ 			exports: {}
/******/ 		};
/******/ 	
/******/ 		// Execute the module function
/******/ 		var threw = true;
/******/ 		try {
/******/ 			__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 			threw = false;
/******/ 		} finally {
/******/ 			if(threw) delete __webpack_module_cache__[moduleId];
/******/ 		}
/******/ 	
/******/ 		// Return the exports of the module
/******/ 		return module.exports;
/******/ 	}
/******/ 	
/******/ 	// expose the modules object (__webpack_modules__)
/******/ 	__nccwpck_require__.m = __webpack_modules__;
/******/ 	
/************************************************************************/
/******/ 	/* webpack/runtime/asset-relocator-loader */
/******/ 	if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = __dirname + "/";
/******/ 	
/******/ 	/* webpack/runtime/compat get default export */
/******/ 	(() => {
/******/ 		// getDefaultExport function for compatibility with non-harmony modules
/******/ 		__nccwpck_require__.n = (module) => {
/******/ 			var getter = module && module.__esModule ?
/******/ 				() => (module['default']) :
/******/ 				() => (module);
/******/ 			__nccwpck_require__.d(getter, { a: getter });
/******/ 			return getter;
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/define property getters */
/******/ 	(() => {
/******/ 		// define getter functions for harmony exports
/******/ 		__nccwpck_require__.d = (exports, definition) => {
/******/ 			for(var key in definition) {
/******/ 				if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 					Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 				}
/******/ 			}
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/ensure chunk */
/******/ 	(() => {
/******/ 		__nccwpck_require__.f = {};
/******/ 		// This file contains only the entry chunk.
/******/ 		// The chunk loading function for additional chunks
/******/ 		__nccwpck_require__.e = (chunkId) => {
/******/ 			return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 				__nccwpck_require__.f[key](chunkId, promises);
/******/ 				return promises;
/******/ 			}, []));
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/get javascript chunk filename */
/******/ 	(() => {
/******/ 		// This function allow to reference async chunks
/******/ 		__nccwpck_require__.u = (chunkId) => {
/******/ 			// return url for filenames based on template
/******/ 			return {"188":"proxied.js","336":"read-config-json.js","396":"diagnose.js","605":"read-credentials-ini.js","902":"file-command.js"}[chunkId];
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/hasOwnProperty shorthand */
/******/ 	(() => {
/******/ 		__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/make namespace object */
/******/ 	(() => {
/******/ 		// define __esModule on exports
/******/ 		__nccwpck_require__.r = (exports) => {
/******/ 			if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 				Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 			}
/******/ 			Object.defineProperty(exports, '__esModule', { value: true });
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/require chunk loading */
/******/ 	(() => {
/******/ 		// no baseURI
/******/ 		
/******/ 		// object to store loaded chunks
/******/ 		// "1" means "loaded", otherwise not loaded yet
/******/ 		var installedChunks = {
/******/ 			792: 1
/******/ 		};
/******/ 		
/******/ 		// no on chunks loaded
/******/ 		
/******/ 		var installChunk = (chunk) => {
/******/ 			var moreModules = chunk.modules, chunkIds = chunk.ids, runtime = chunk.runtime;
/******/ 			for(var moduleId in moreModules) {
/******/ 				if(__nccwpck_require__.o(moreModules, moduleId)) {
/******/ 					__nccwpck_require__.m[moduleId] = moreModules[moduleId];
/******/ 				}
/******/ 			}
/******/ 			if(runtime) runtime(__nccwpck_require__);
/******/ 			for(var i = 0; i < chunkIds.length; i++)
/******/ 				installedChunks[chunkIds[i]] = 1;
/******/ 		
/******/ 		};
/******/ 		
/******/ 		// require() chunk loading for javascript
/******/ 		__nccwpck_require__.f.require = (chunkId, promises) => {
/******/ 			// "1" is the signal for "already loaded"
/******/ 			if(!installedChunks[chunkId]) {
/******/ 				if(true) { // all chunks have JS
/******/ 					installChunk(require("./" + __nccwpck_require__.u(chunkId)));
/******/ 				} else installedChunks[chunkId] = 1;
/******/ 			}
/******/ 		};
/******/ 		
/******/ 		// no external install chunk
/******/ 		
/******/ 		// no HMR
/******/ 		
/******/ 		// no HMR manifest
/******/ 	})();
/******/ 	
/************************************************************************/
var __webpack_exports__ = {};

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
var external_node_path_default = /*#__PURE__*/__nccwpck_require__.n(external_node_path_);
;// CONCATENATED MODULE: ./lib/runtime/required-node.js
if (typeof process.getBuiltinModule !== 'function') {
    console.log(`::error title=Node is too old::This action needs Node 24, and was started with ${process.version}. ` +
        'Use a GitHub Actions runner 2.327.1 or newer, or an image with Node 24.');
    process.exit(1);
}


// EXTERNAL MODULE: ./lib/errors.js
var errors = __nccwpck_require__(357);
// EXTERNAL MODULE: ./lib/text/formats.js
var formats = __nccwpck_require__(74);
;// CONCATENATED MODULE: ./lib/http/addresses.js
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
function isLinkLocal(hostname) {
    return /^169\.254(\.\d{1,3}){2}$/.test(hostname) || /^\[fe[89ab][0-9a-f]:/.test(hostname);
}
const ECS_METADATA_ADDRESS = '100.100.100.200';

// EXTERNAL MODULE: ./lib/text/escapes.js
var escapes = __nccwpck_require__(778);
// EXTERNAL MODULE: ./lib/text/policy.js
var policy = __nccwpck_require__(98);
;// CONCATENATED MODULE: ./lib/inputs/formats.js





function formats_text(form, expected) {
    return (name, value) => {
        if (form && !form.test(value))
            throw new errors/* InputError */.dz(`${name}: ${quote(value)} is not ${expected}.`, mistakeIn(value));
        return value;
    };
}
const profileName = formats_text(formats/* PROFILE_NAME */.uE, 'a profile name: 1 to 64 letters, digits, - and _, no dots, and not DEFAULT');
function list(separator, form, expected) {
    const value = formats_text(form, expected);
    return (name, values) => {
        const parts = values
            .split(separator)
            .map((part) => part.trim())
            .filter((part) => part !== '');
        if (parts.length === 0) {
            throw new errors/* InputError */.dz(`${name}: ${quote(values)} has only separators and no value.`, 'Check the variables or secrets in it: one that is not set arrives empty.');
        }
        return parts.map((part) => value(name, part));
    };
}
function oneOf(values) {
    return (name, value) => {
        const found = values.find((candidate) => candidate === value);
        if (!found)
            throw new errors/* InputError */.dz(`${name}: ${quote(value)} is not one of ${values.join(', ')}.`, mistakeIn(value));
        return found;
    };
}
const flag = (name, value) => {
    if (/^(true|True|TRUE)$/.test(value))
        return true;
    if (/^(false|False|FALSE)$/.test(value))
        return false;
    throw new errors/* InputError */.dz(`${name}: ${quote(value)} is neither true nor false.`, mistakeIn(value));
};
function whole(least, most, unit) {
    return (name, value) => {
        const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
        if (number >= least && number <= most)
            return number;
        throw new errors/* InputError */.dz(`${name}: ${quote(value)} is not a whole number of ${unit} from ${least} to ${most}.`);
    };
}
const formats_policy = (name, value) => {
    const compacted = (0,policy/* compactPolicy */.e)(value);
    if (compacted === undefined)
        throw new errors/* InputError */.dz(`${name} is not a JSON object.`);
    if (compacted.length > policy/* MAX_POLICY_LENGTH */.l) {
        throw new errors/* InputError */.dz(`${name} has ${compacted.length} characters without its white space; STS takes ${policy/* MAX_POLICY_LENGTH */.l}.`);
    }
    return compacted;
};
const host = (name, value) => {
    if (formats/* HOST */.jg.test(value) && URL.canParse(`https://${value}/`))
        return value.toLowerCase();
    throw new errors/* InputError */.dz(`${name}: ${quote(value)} is not a host name, with a port or without, such as sts.aliyuncs.com.`);
};
const metadataEndpoint = (name, value) => {
    const url = URL.parse(value);
    const near = url && (url.hostname === ECS_METADATA_ADDRESS || isLoopback(url.hostname) || isLinkLocal(url.hostname));
    if (!near || url.protocol !== 'http:' || `${url.origin}/` !== url.href) {
        throw new errors/* InputError */.dz(`${name}: ${quote(value)} is not http:// with ${ECS_METADATA_ADDRESS}, a loopback or a link-local address, and no path.`);
    }
    return url.origin;
};
function quote(value) {
    return value.length > 200 ? `a text of ${value.length} characters` : (0,escapes/* ascii */.a)(JSON.stringify(value));
}
function mistakeIn(value) {
    if (/^\d(\.\d+)?E\+\d+$/i.test(value)) {
        return 'YAML read an unquoted number as floating point. Put the account ID in quotes: "1234567890123456".';
    }
    if (/[^\x20-\x7e]/.test(value)) {
        return 'The escapes stand for characters that are invisible or look like others. Type the value instead of pasting it.';
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/inputs/other-actions.js


const SUBJECT = /^(?:refs\/(?:heads|tags)\/\S.*|environment:\S.*|pull_request|repo:\S.*)$/;
const CHECK_INPUTS = {
    'trust-policy': {
        description: 'Trust policy (JSON) of the first role, which RAM calls AssumeRolePolicyDocument.',
        format: asItIs(),
    },
    'trust-policy-file': {
        description: 'A file that holds the trust policy; a relative path starts from the workspace.',
        format: formats_text(),
    },
    subjects: {
        description: 'Other jobs to check, one per line: refs/heads/NAME, refs/tags/NAME, environment:NAME, pull_request, or a complete subject.',
        format: list(/\r?\n/, SUBJECT, 'refs/heads/NAME, refs/tags/NAME, environment:NAME, pull_request or a subject that begins with repo:'),
        default: [],
    },
    'fail-on': {
        description: 'error: fail if this job would not be trusted, or if anybody would be; warning: also fail on any other finding. Default error.',
        format: oneOf(['error', 'warning']),
        default: 'error',
    },
};
function asItIs() {
    return (_name, value) => value;
}
const LOGOUT_INPUTS = {
    profile: {
        description: 'Undo only the login that wrote this profile; defaults to all logins of the job.',
        format: profileName,
    },
};
const CLIENTS = ['docker', 'podman', 'buildah', 'nerdctl'];
const ACR_INPUTS = {
    registry: {
        description: 'Host name of the registry, NAME-registry.REGION.cr.aliyuncs.com; several, one per line.',
        format: list(/\r?\n/, formats/* HOST */.jg, 'a host name'),
    },
    'instance-id': {
        description: 'ID of the Enterprise Edition instance, cri-\u2026; leave it out for the Personal Edition.',
        format: formats_text(/^cri-[a-z0-9-]{1,60}$/, 'the ID of an instance, which begins with cri-'),
    },
    profile: {
        description: 'Profile that an earlier login of the job wrote; defaults to what the last one left.',
        format: profileName,
    },
    client: {
        description: 'docker, podman, buildah or nerdctl; defaults to the first of them that is on PATH.',
        format: oneOf(CLIENTS),
    },
};

;// CONCATENATED MODULE: ./lib/acr/client.js



function findClient({ env, files, platform }, wanted) {
    const folders = (env.get('PATH') ?? '').split((external_node_path_default()).delimiter).filter((folder) => external_node_path_default().isAbsolute(folder));
    const isFile = (file) => files.look(files.resolve(file))?.kind === 'file';
    for (const name of wanted ? [wanted] : CLIENTS) {
        const file = platform === 'win32' ? `${name}.exe` : name;
        const program = folders.map((folder) => external_node_path_default().join(folder, file)).find(isFile);
        if (program)
            return { name, program };
    }
    throw new errors/* ActionError */.lZ('acr.no-client', `There is no ${wanted ?? CLIENTS.join(', ')} on PATH.`);
}
function loginFile({ env, home }) {
    const folder = env.get('DOCKER_CONFIG') || external_node_path_default().join(home() ?? '/', '.docker');
    return external_node_path_default().resolve(folder, 'config.json');
}

// EXTERNAL MODULE: ./lib/secrets/secret.js
var secrets_secret = __nccwpck_require__(828);
;// CONCATENATED MODULE: ./lib/http/retry.js

const MOST_ATTEMPTS = 5;
const BASE = 100;
const CAP = 5_000;
const THROTTLED_BASE = 1_000;
async function retry(context, maxAttempts, judge, operation) {
    let before;
    let counted = 0;
    const allowed = maxAttempts ?? MOST_ATTEMPTS;
    for (let attempt = 1;; attempt++) {
        try {
            context.signal.throwIfAborted();
            return await operation(attempt);
        }
        catch (failure) {
            const { phase, host } = failure instanceof errors/* ActionError */.lZ ? failure.circumstances : {};
            if (context.signal.aborted)
                throw told(context.signal.reason, { phase, host, before });
            const verdict = judge(failure);
            const error = told(failure, { attempt: verdict || attempt > 1 ? attempt : undefined });
            if (!verdict?.throttled || maxAttempts !== undefined)
                counted += 1;
            if (!verdict || counted >= Math.min(allowed, verdict.attempts ?? allowed))
                throw error;
            const left = context.deadline - context.clock.now();
            const [base, cap] = verdict.throttled
                ? [THROTTLED_BASE, Math.max(THROTTLED_BASE, left / 4)]
                : [BASE, CAP];
            const backOff = context.random.fraction() * Math.min(cap, base * 2 ** (attempt - 1));
            const pause = (verdict.after ?? 0) + backOff;
            if (pause >= left)
                throw told(error, { pause });
            context.log.info(`Attempt ${attempt}: ${(0,errors/* messageOf */.bD)(error)} Trying again in ${Math.ceil(pause)} ms.`);
            verdict.prepare?.();
            before = { attempt, message: (0,errors/* messageOf */.bD)(error) };
            await (0,errors/* withErrorContext */.mO)({ phase, host, before }, () => context.clock.sleep(pause, context.signal));
        }
    }
}
function told(error, known) {
    if (error instanceof errors/* ActionError */.lZ)
        error.addContext(known);
    return error;
}

;// CONCATENATED MODULE: ./lib/runtime/timings.js

async function during({ clock, log }, phase, host, action) {
    const started = clock.now();
    try {
        return await (0,errors/* withErrorContext */.mO)({ phase, host }, action);
    }
    finally {
        log.debug(`${phase}: ${Math.round(clock.now() - started)} ms`);
    }
}

// EXTERNAL MODULE: ./lib/text/time.js
var text_time = __nccwpck_require__(457);
;// CONCATENATED MODULE: ./lib/http/verdict.js

const FINAL_FAULTS = ['tls', 'proxy-refused', 'redirect', 'too-large'];
function verdictOf(error) {
    if (error instanceof errors/* NetworkError */.Dr)
        return FINAL_FAULTS.includes(error.fault) ? undefined : {};
    if (!(error instanceof errors/* ServiceError */._7) || !isTransientStatus(error.answer.status))
        return undefined;
    return error.answer.status === 429 ? throttled(error) : verdict_transient(error);
}
function verdict_transient({ answer: { retryAfter } }) {
    return { after: retryAfter };
}
function throttled(error) {
    return { ...verdict_transient(error), throttled: true };
}
function isTransientStatus(status) {
    return status === 408 || status === 429 || (status >= 500 && status <= 599);
}
function readRetryAfter(headers) {
    const read = (name, unit) => /^\d{1,9}$/.test(headers[name] ?? '') ? Number(headers[name]) * unit : undefined;
    const until = (name) => {
        const left = Date.parse(headers[name] ?? '') - Date.parse(headers['date'] ?? '');
        return Number.isNaN(left) ? undefined : Math.max(0, left);
    };
    return read('x-acs-retry-after', 1) ?? read('retry-after', 1000) ?? until('retry-after');
}

;// CONCATENATED MODULE: ./lib/secrets/lookalikes.js

function shownOf(text, redact, most) {
    return (0,escapes/* visible */.RK)(redact((0,escapes/* shortened */.vI)(text, most)));
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

// EXTERNAL MODULE: ./lib/text/json.js
var json = __nccwpck_require__(70);
;// CONCATENATED MODULE: ./lib/sts/responses.js







function readError({ status, headers, body: text }, host, action, redact) {
    const shown = (text) => shownOf(text, redact, LONGEST_WORD);
    const body = (0,json/* parseObject */.lj)((0,escapes/* shortened */.vI)(text, escapes/* LONGEST_ERROR */._U));
    const field = (name, own) => (0,json/* textOf */.b6)(body?.[name] ?? body?.[own]);
    const serviceCode = field('Code', 'code');
    const serviceMessage = field('Message', 'message');
    const requestId = field('RequestId', 'requestId') ?? (0,json/* textOf */.b6)(headers['x-acs-request-id']);
    const recommend = readLink(body?.['Recommend'], shown);
    const denial = readDenial((0,json/* asObject */.eB)(body?.['AccessDeniedDetail']), shown);
    const retryAfter = readRetryAfter(headers);
    const date = (0,text_time/* readTime */.a)(headers['date'] ?? '');
    return {
        service: 'sts',
        host,
        status,
        action,
        ...(serviceCode && { serviceCode: shown(serviceCode) }),
        ...(serviceMessage && { serviceMessage: shownMessage(serviceMessage, redact) }),
        ...(requestId && { requestId: shown(requestId) }),
        ...(recommend && { recommend }),
        ...(denial && { denial }),
        ...(retryAfter !== undefined && { retryAfter }),
        ...(date && { date }),
    };
}
const LONGEST_WORD = 512;
const LONGEST_MESSAGE = 16_384;
function shownMessage(message, redact) {
    const explained = withoutSignedString(redact((0,escapes/* shortened */.vI)(message, LONGEST_MESSAGE)));
    return shownOf(explained, redact, LONGEST_SENTENCE).trim();
}
const LONGEST_SENTENCE = 1024;
function readLink(value, shown) {
    const url = URL.parse((0,escapes/* shortened */.vI)((0,json/* textOf */.b6)(value) ?? '', LONGEST_WORD));
    const known = url?.protocol === 'https:' && /(^|\.)(aliyun|alibabacloud)\.com$/.test(url.hostname);
    return url && known ? shown(url.href) : undefined;
}
function readDenial(detail, shown) {
    const texts = [detail?.['NoPermissionType'], detail?.['PolicyType']].map(json/* textOf */.b6).filter(Boolean);
    return texts.length > 0 ? shown(texts.join(' in ')) : undefined;
}
function readBody(response, host) {
    const body = (0,json/* parseObject */.lj)(response.body);
    if (!body)
        throw malformed(host, 'answered with something that is not a JSON object');
    return body;
}
function readAssumedRole(body, host) {
    const credential = readIssued((0,json/* asObject */.eB)(body['Credentials']), (how) => malformed(host, `answered ${how}`));
    const arn = (0,json/* textOf */.b6)((0,json/* asObject */.eB)(body['AssumedRoleUser'])?.['Arn']) ?? '';
    return { credential, identity: { ...assumedRoleIdentity(arn, host), requestId: requestIdOf(body) } };
}
const ISSUED = ['AccessKeyId', 'AccessKeySecret', 'SecurityToken', 'Expiration'];
function readIssued(document, fail) {
    const texts = ISSUED.map((name) => (0,json/* textOf */.b6)(document?.[name]));
    const missing = ISSUED.filter((_, index) => texts[index] === undefined);
    if (missing.length > 0)
        throw fail(`without ${missing.join(', ')}`);
    const [accessKeyId = '', accessKeySecret = '', securityToken = '', time = ''] = texts;
    const expiration = (0,text_time/* readTime */.a)(time);
    if (!expiration)
        throw fail('with an Expiration that is not a time');
    const flaw = (0,secrets_secret/* flawOfIssued */.dd)({
        AccessKeyId: accessKeyId,
        AccessKeySecret: accessKeySecret,
        SecurityToken: securityToken,
    });
    if (flaw)
        throw fail(`with an impossible credential: ${flaw}`);
    return { accessKeyId, accessKeySecret, securityToken, expiration };
}
const ASSUMED_ROLE = /^acs:ram::(\d{1,32}):(?:assumed-)?role\/([\w.@+=,-]{1,128}\/[\w.@+=,-]{1,128})$/;
const CALLER = /^acs:[a-z]{1,16}::(\d{1,32}):(?:root|[a-z-]{1,32}(?:\/[\w.@+=,-]{1,128}){1,2})$/;
function assumedRoleIdentity(arn, host) {
    const parts = ASSUMED_ROLE.exec(arn);
    if (!parts?.[1])
        throw malformed(host, 'answered with an AssumedRoleUser.Arn that is not an ARN of a role');
    return { accountId: parts[1], arn: `acs:ram::${parts[1]}:assumed-role/${parts[2]}` };
}
function readCallerIdentity(body, host) {
    const accountId = (0,json/* textOf */.b6)(body['AccountId']);
    const arn = (0,json/* textOf */.b6)(body['Arn']);
    if (!accountId || !arn)
        throw malformed(host, 'answered without AccountId and Arn');
    if (CALLER.exec(arn)?.[1] !== accountId)
        throw malformed(host, 'answered with an Arn that is not an ARN of a caller in that AccountId');
    return { accountId, arn, requestId: requestIdOf(body) };
}
function requestIdOf(body) {
    return (0,escapes/* shortened */.vI)((0,json/* textOf */.b6)(body['RequestId']) ?? '', LONGEST_WORD) || undefined;
}
function malformed(host, what) {
    return new errors/* NetworkError */.Dr('malformed', host, `${host} ${what}.`);
}

;// CONCATENATED MODULE: ./lib/sts/retryable.js


const ISSUER_TROUBLE = /^AuthenticationFail\.OIDCToken\.(HttpsUrlInvalid|IssuerConfigurationBroken)$/;
const THROTTLING = /^Throttling(\.|$)/;
const TRANSIENT_CODES = ['InternalError', 'ServiceUnavailable', 'SignatureNonceUsed'];
function verdictByCode(error) {
    if (!(error instanceof errors/* ServiceError */._7))
        return verdictOf(error);
    const code = error.answer.serviceCode ?? '';
    if (ISSUER_TROUBLE.test(code))
        return { attempts: 2 };
    if (THROTTLING.test(code))
        return throttled(error);
    return verdictOf(error) ?? (TRANSIENT_CODES.includes(code) ? verdict_transient(error) : undefined);
}

;// CONCATENATED MODULE: ./lib/secrets/fingerprint.js
function fingerprint_crypto() {
    return process.getBuiltinModule('node:crypto');
}
function fingerprint(salt, value) {
    return fingerprint_crypto().createHmac('sha256', salt).update(value).digest('hex');
}
function checksum(salt, value) {
    const sum = Buffer.from(`${salt}${value}`).reduce((before, byte) => Math.imul(before ^ byte, 0x01000193), 0x811c9dc5);
    return (sum >>> 0).toString(16);
}

;// CONCATENATED MODULE: ./lib/sts/signature.js


const ALGORITHM = 'ACS3-HMAC-SHA256';
function canonicalQuery(query) {
    return Object.entries(query)
        .map(([name, value]) => [(0,escapes/* percentEncode */.JO)(name), (0,escapes/* percentEncode */.JO)(value)])
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
        .map(([name, value]) => `${name}=${value}`)
        .join('&');
}
function signedHeaders(headers) {
    return signedNames(headers).join(';');
}
function canonicalRequest(request) {
    const { headers } = request;
    const lines = signedNames(headers).map((name) => `${name}:${headers[name]?.trim() ?? ''}\n`);
    return [
        request.method,
        request.path,
        canonicalQuery(request.query),
        lines.join(''),
        signedHeaders(headers),
        sha256(request.body),
    ].join('\n');
}
function stringToSign(request) {
    return `${ALGORITHM}\n${sha256(canonicalRequest(request))}`;
}
function signature(request, accessKeySecret) {
    return fingerprint_crypto().createHmac('sha256', accessKeySecret).update(stringToSign(request)).digest('hex');
}
function authorization(request, accessKeyId, accessKeySecret) {
    const names = signedHeaders(request.headers);
    return `${ALGORITHM} Credential=${accessKeyId},SignedHeaders=${names},Signature=${signature(request, accessKeySecret)}`;
}
function sha256(text) {
    return fingerprint_crypto().createHash('sha256').update(text).digest('hex');
}
function signedNames(headers) {
    return Object.keys(headers)
        .filter((name) => name === 'host' || name === 'content-type' || name.startsWith('x-acs-'))
        .sort();
}

;// CONCATENATED MODULE: ./lib/sts/client.js







const VERSION = '2015-04-01';
const PROGRAM = 'alicloud-credentials/1.0.0';
const IMPRECISION = 5_000;
const TOLERABLE_OFFSET = 5 * 60_000;
function stsClient(context) {
    const { clock, env, http, log, random, signal } = context;
    const run = env.get('GITHUB_RUN_ID') ?? '';
    const agent = /^\d{1,20}$/.test(run) ? `${PROGRAM} (run ${run})` : PROGRAM;
    let clockOffset;
    let measured = 0;
    const clockVerdict = (error) => {
        if (!(error instanceof errors/* ServiceError */._7) || error.code !== 'sts.InvalidTimeStamp.Expired')
            return undefined;
        const { date, host } = error.answer;
        const offset = date ? date.getTime() - clock.now() : 0;
        if (clockOffset !== undefined || Math.abs(offset) < TOLERABLE_OFFSET)
            return undefined;
        return {
            prepare: () => {
                clockOffset = offset;
                log.warning(`The clock of this machine is off by ${Math.round(Math.abs(offset) / 1000)} seconds, so ${host} refused the ` +
                    'request. Retrying with the service\u2019s time. Set the clock, or other tools will fail.');
            },
        };
    };
    return {
        clockOffset: () => (Math.abs(measured) < IMPRECISION ? 0 : measured),
        call: (settings, build, read) => {
            const { host } = new URL(`https://${settings.host}`);
            return retry(context, settings.maxAttempts, (error) => (isFrom(error, host) ? (clockVerdict(error) ?? verdictByCode(error)) : undefined), async (attempt) => {
                const request = await build(attempt);
                const time = new Date(clock.now() + (clockOffset ?? 0));
                const send = async () => {
                    const asked = toHttp(host, request, time, random.uuid());
                    const headers = { ...asked.headers, 'user-agent': agent };
                    const response = await http.send({ ...asked, headers }, signal);
                    if (response.status !== 200)
                        throw stsError(response, host, request, log.redactEcho);
                    measured = ((0,text_time/* readTime */.a)(response.headers['date'] ?? '')?.getTime() ?? clock.now()) - clock.now();
                    return read(readBody(response, host), host);
                };
                return (0,errors/* withErrorContext */.mO)({ exchange: request.exchange }, () => during(context, phaseOf(request), host, send));
            });
        },
    };
}
function toHttp(host, request, time, nonce) {
    const stamp = { timestamp: (0,text_time/* formatTime */.f)(time), nonce };
    return request.signer
        ? signedHttp(host, request, request.signer, stamp)
        : anonymousHttp(host, request, stamp);
}
function anonymousHttp(host, request, stamp) {
    const query = canonicalQuery({
        Action: request.action,
        Version: VERSION,
        Format: 'JSON',
        Timestamp: stamp.timestamp,
        SignatureNonce: stamp.nonce,
        ...request.query,
    });
    return {
        method: 'POST',
        url: new URL(`https://${host}/?${query}`),
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        body: canonicalQuery(request.form ?? {}),
    };
}
function signedHttp(host, request, signer, stamp) {
    const { version = VERSION, method = 'POST', path = '/' } = request;
    const url = new URL(`https://${host}${path}?${canonicalQuery(request.query)}`);
    const headers = {
        accept: 'application/json',
        host: url.host,
        'x-acs-action': request.action,
        'x-acs-version': version,
        'x-acs-date': stamp.timestamp,
        'x-acs-signature-nonce': stamp.nonce,
        'x-acs-content-sha256': sha256(''),
        ...(signer.kind === 'sts' && { 'x-acs-security-token': signer.securityToken.reveal() }),
    };
    const signable = { method, path, query: request.query, headers, body: '' };
    return {
        method,
        url,
        headers: {
            ...headers,
            authorization: authorization(signable, signer.accessKeyId.reveal(), signer.accessKeySecret.reveal()),
        },
    };
}
function stsError(response, host, request, redact) {
    const role = request.query['RoleArn'] ?? request.form?.['RoleArn'];
    const asked = [request.action, role && `of ${role}`, request.caller].filter(Boolean).join(' ');
    const answer = { ...readError(response, host, asked, redact), ...(role && { role }) };
    const said = answer.serviceCode
        ? [answer.serviceCode, answer.serviceMessage?.replace(/\.$/, '')].filter(Boolean).join(': ')
        : `HTTP status ${response.status} without an error code`;
    const id = answer.requestId ? ` (RequestId ${answer.requestId})` : '';
    const code = flawOfKey(request, answer.serviceCode) ?? `sts.${answer.serviceCode ?? 'no-code'}`;
    return new errors/* ServiceError */._7(code, `${host} refused ${asked}: ${said}${id}.`, answer);
}
function flawOfKey({ signer }, serviceCode) {
    const isUnknown = serviceCode === 'InvalidAccessKeyId.NotFound';
    if (!signer || (!isUnknown && serviceCode !== 'SignatureDoesNotMatch'))
        return undefined;
    const [id, secret] = [signer.accessKeyId.reveal(), signer.accessKeySecret.reveal()];
    if ([id, secret].some((text) => /^\*+$/.test(text)))
        return 'key.masked';
    if (!isUnknown || isKeyId(id))
        return undefined;
    return isKeyId(secret) ? 'key.swapped' : 'key.unlikely';
}
function isKeyId(text) {
    return /^(LTAI|STS\.|TMP\.)/.test(text);
}
function phaseOf({ action, version }) {
    return version ? 'acr' : action === 'GetCallerIdentity' ? 'identity' : 'exchange';
}
function isFrom(error, host) {
    return error instanceof errors/* ActionError */.lZ && error.circumstances.host === host;
}

;// CONCATENATED MODULE: ./lib/acr/registry.js





const ENTERPRISE = /^[a-z0-9-]{1,63}\.([a-z]{2}-[a-z0-9-]{2,40})\.cr\.aliyuncs\.com$/;
const PERSONAL = /^(?:registry(?:-intl)?(?:-vpc|-internal)?|crpi-[a-z0-9-]{1,58})\.([a-z]{2}-[a-z0-9-]{2,40})(?:\.personal\.cr)?\.aliyuncs\.com$/;
function registryAt(host, instanceId) {
    const isEnterprise = ENTERPRISE.test(host);
    const region = (ENTERPRISE.exec(host) ?? PERSONAL.exec(host))?.[1];
    if (region === undefined)
        throw new errors/* ActionError */.lZ('acr.registry', `registry: ${(0,escapes/* ascii */.a)(host)} is not a name of Container Registry\u2019s.`);
    if (isEnterprise === (instanceId !== undefined))
        return { host, region, instanceId };
    throw isEnterprise
        ? new errors/* InputError */.dz(`registry: ${host} is one of the Enterprise Edition, and instance-id is missing.`)
        : new errors/* InputError */.dz(`registry: ${host} is one of the Personal Edition, which has no instance-id.`);
}
const PERSONAL_API = { version: '2016-06-07', method: 'GET', path: '/tokens', query: {} };
const ENTERPRISE_API = '2018-12-01';
const USERNAME = /^\w[\w.@-]{0,127}$/;
async function askForPassword({ credential: signer, origin }, { host, region, instanceId }, settings, { sts, context }) {
    const { mask, redactEcho } = context.log;
    if (signer.kind === 'bearer')
        throw new errors/* InputError */.dz('A bearer token cannot ask for a password.');
    const api = instanceId ? { version: ENTERPRISE_API, query: { InstanceId: instanceId } } : PERSONAL_API;
    const request = { action: 'GetAuthorizationToken', signer, ...api };
    const there = { ...settings, host: `cr.${region}.aliyuncs.com` };
    const read = (body) => {
        const answered = { status: 200, headers: {}, body: JSON.stringify(body) };
        if (body['IsSuccess'] === false)
            throw stsError(answered, there.host, request, redactEcho);
        return body;
    };
    const body = await (0,errors/* withErrorContext */.mO)({ signer: origin }, () => sts.call(there, () => request, read));
    const data = (0,json/* asObject */.eB)(body['data']);
    const username = (0,json/* textOf */.b6)(data?.['tempUserName'] ?? body['TempUsername']) ?? '';
    const password = (0,json/* textOf */.b6)(data?.['authorizationToken'] ?? body['AuthorizationToken']) ?? '';
    const expiration = new Date(Number(data?.['expireDate'] ?? body['ExpireTime']));
    if (!USERNAME.test(username) || (0,secrets_secret/* flawOfIssued */.dd)({ password }) || Number.isNaN(expiration.getTime()))
        throw new errors/* NetworkError */.Dr('malformed', there.host, `${there.host} answered with an impossible login.`);
    const auth = Buffer.from(`${username}:${password}`).toString('base64');
    return { host, username, password: secrets_secret/* Secret */.zh.of(password, mask), auth: secrets_secret/* Secret */.zh.of(auth, mask), expiration };
}

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = require("node:util");
;// CONCATENATED MODULE: ./lib/runtime/own-folder.js

const OPEN = '-open';
function isOwnFolder(world, folder) {
    const there = world.files.look(folder);
    return there?.kind === 'folder' && ownersIn(world, folder).includes(there.uid);
}
function readOwnFile(world, folder, name) {
    const owners = ownersIn(world, folder);
    const keepsModes = world.platform !== 'win32' && !folder.endsWith(OPEN);
    return world.files.readOwn(external_node_path_default().join(folder, name), ({ uid, mode }) => owners.includes(uid) && !(keepsModes && mode & 0o022));
}
function ownersIn({ files, user }, folder) {
    return [user, files.look(files.resolve(external_node_path_default().dirname(folder)))?.uid];
}

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = require("node:fs");
var external_node_fs_default = /*#__PURE__*/__nccwpck_require__.n(external_node_fs_namespaceObject);
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = require("node:os");
var external_node_os_default = /*#__PURE__*/__nccwpck_require__.n(external_node_os_namespaceObject);
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
    look: (path) => files_attempt('read', path, () => {
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
    list: (path) => files_attempt('read', path, () => fs.readdirSync(path)),
    read: (path) => files_attempt('read', path, () => textIn(path, readRegular(fs, path))),
    readOwn: (path, isOurs) => files_attempt('read', path, () => {
        const check = (file) => {
            const { uid, mode } = fs.fstatSync(file);
            if (isOurs({ uid, mode: mode & 0o777 }))
                return;
            throw new errors/* FileError */.f6(`${path} belongs to another user, or others may write to it. It is not used.`);
        };
        return textIn(path, readRegular(fs, path, fs.constants.O_NOFOLLOW ?? 0, check));
    }),
    createPrivateFolder: (path) => files_attempt('create', path, () => {
        fs.mkdirSync(path, { mode: 0o700 });
        fs.chmodSync(path, 0o700);
        return undefined;
    }),
    createFolder: (path) => files_attempt('create', path, () => fs.mkdirSync(path, { mode: 0o700 })),
    ensureFolder: (path) => files_attempt('create', path, () => makeFolders(fs, path)),
    resolve: (target) => files_attempt('read', target, () => realPath(fs, target)),
    isPathInside: (file, folder) => files_attempt('read', file, () => isPathInside(fs, file, folder)),
    isSame: (one, other) => files_attempt('read', one, () => isSame(fs, one, other)),
    assertCreatable: (target) => files_attempt('create', target, () => {
        const { W_OK, X_OK } = fs.constants;
        fs.accessSync(external_node_path_default().join(external_node_path_default().dirname(target), (external_node_path_default()).sep), W_OK | X_OK);
    }),
    create: (path, content) => files_attempt('write', path, () => writeNew(fs, path, content)),
    replace: (path, temporary, content, { owner, mode } = {}) => files_attempt('write', path, () => {
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
    overwrite: (path, content, mode) => files_attempt('write', path, () => writeOver(fs, path, content, mode)),
    move: (from, to) => files_attempt('write', to, () => fs.renameSync(from, to)),
    append: (path, text) => files_attempt('write', path, () => appendAll(fs, path, text)),
    lengthOf: (path) => files_attempt('read', path, () => fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0),
    shorten: (path, length) => files_attempt('write', path, () => {
        const size = fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0;
        if (size > length)
            fs.truncateSync(path, length);
    }),
    remove: (path) => files_attempt('remove', path, () => unlessAbsent(fs, path, () => fs.unlinkSync(path))),
    removeFolder: (path) => files_attempt('remove', path, () => fs.rmSync(path, { force: true, recursive: true, maxRetries: 5, retryDelay: 20 })),
    removeEmptyFolder: (path) => files_attempt('remove', path, () => {
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
function files_attempt(what, target, action) {
    try {
        return action();
    }
    catch (error) {
        if (error instanceof errors/* FileError */.f6)
            throw error;
        throw new errors/* FileError */.f6(`Cannot ${what} ${target}: ${reason(error, target)}.`, { cause: error });
    }
}
function files_systemCodeOf(error) {
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
        const mayNot = error instanceof errors/* FileError */.f6 && ['EACCES', 'EPERM'].includes(files_systemCodeOf(error) ?? '');
        if (!mayNot)
            throw error;
        throw new errors/* FileError */.f6((0,errors/* messageOf */.bD)(error), { code: 'runner.user', cause: error });
    }
}

;// CONCATENATED MODULE: ./lib/shared-file/write.js


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
    return error instanceof errors/* FileError */.f6 && NO_ROOM.includes(files_systemCodeOf(error) ?? '');
}
function write_attempt(action) {
    try {
        return action();
    }
    catch (error) {
        if (error instanceof FileError)
            return error;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/record/private-folder.js




const PREFIX = 'alicloud-credentials-';
const SHARED_PREFIX = (/* unused pure expression or super */ null && (`${PREFIX}shared-`));
function newFolder(context) {
    const folder = external_node_path_default().join(runnerTemp(context), `${PREFIX}${context.random.uuid()}`);
    onRunnerFiles(() => context.files.assertCreatable(folder));
    context.runner.check('GITHUB_STATE');
    return folder;
}
function isOpen({ files, platform }, folder) {
    return platform !== 'win32' && ((files.look(folder)?.mode ?? 0) & 0o077) !== 0;
}
function makePrivate({ files, log }, folder) {
    if (files.look(folder))
        return;
    const warning = onRunnerFiles(() => files.createPrivateFolder(folder));
    if (warning)
        log.warning(warning);
}
function private_folder_removePrivateFolder({ files }, folder) {
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
        .map((name) => external_node_path_default().join(temp, name))
        .filter((folder) => private_folder_isPrivateFolder(context, folder) && isOwnFolder(context, folder));
}
function sharedFolder(context, own) {
    const { files, random } = context;
    const temp = runnerTemp(context);
    const user = files.look(own)?.uid ?? context.user ?? 0;
    const found = files
        .list(temp)
        .filter((name) => name.startsWith(SHARED_PREFIX))
        .map((name) => path.join(temp, name))
        .find((folder) => {
        const there = files.look(folder);
        return there?.kind === 'folder' && there.uid === user;
    });
    return found ?? path.join(temp, `${SHARED_PREFIX}${random.uuid()}`);
}
function private_folder_isPrivateFolder(context, folder) {
    const temp = context.env.get('RUNNER_TEMP');
    return (Boolean(temp) &&
        external_node_path_default().dirname(folder) === external_node_path_default().resolve(temp ?? '') &&
        external_node_path_default().basename(folder).startsWith(PREFIX));
}
function runnerTemp({ env, files }) {
    const temp = env.get('RUNNER_TEMP');
    if (!temp) {
        throw new errors/* FileError */.f6('RUNNER_TEMP is not set, so there is no safe place for a private file.', {
            hint: 'The runner sets this variable; make sure that no step or env block overrides it.',
        });
    }
    const workspace = env.get('GITHUB_WORKSPACE');
    if (workspace && files.isPathInside(temp, workspace)) {
        throw new errors/* FileError */.f6(`RUNNER_TEMP (${temp}) is in the workspace, whose files are committed, packed and uploaded.`, { hint: 'Set RUNNER_TEMP to a folder outside GITHUB_WORKSPACE, as the runner does.' });
    }
    return external_node_path_default().resolve(temp);
}

;// CONCATENATED MODULE: ./lib/record/record.js







const PHASES = [
    'logging in',
    'logged in',
    'logging out',
    'logged out',
];
function isAsSet({ salt, set }, name, value) {
    return set[name] === checksum(salt, value);
}
const NAME = 'login.json';
function record_readRecord(context, folder) {
    const file = recordFile(folder);
    const text = readOwnFile(context, folder, NAME);
    if (text === undefined)
        return undefined;
    const record = (0,json/* parseObject */.lj)(text);
    const { began, entries } = record ?? {};
    const phase = PHASES.find((candidate) => candidate === record?.['phase']);
    if (typeof began !== 'number' || !Array.isArray(entries) || !phase)
        throw new errors/* FileError */.f6(`${file} is damaged.`);
    return { began, profile: (0,json/* textOf */.b6)(record?.['profile']), phase, entries: entries.filter(isEntry) };
}
function isEntry(value) {
    return (0,json/* textOf */.b6)((0,json/* asObject */.eB)(value)?.['kind']) !== undefined;
}
function recordFile(folder) {
    return external_node_path_default().join(folder, NAME);
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
                files.removeFolder(external_node_path_default().join(folder, name));
}
function findLogins(context, failed) {
    return privateFoldersIn(context)
        .flatMap((folder) => {
        try {
            const record = record_readRecord(context, folder);
            return record ? [{ folder, record }] : [];
        }
        catch (error) {
            failed(error);
            return [];
        }
    })
        .sort((a, b) => b.record.began - a.record.began);
}
function record_setByLogins(context) {
    const found = attempt(() => findLogins(context, () => { }));
    const entries = (found instanceof FileError ? [] : found)
        .flatMap(({ record }) => record.entries)
        .filter((entry) => entry.kind === 'variables');
    return (name) => {
        const value = context.env.get(name) ?? '';
        return entries.some((entry) => isAsSet(entry, name, value) && entry.before[name] !== value);
    };
}

;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = require("node:child_process");
;// CONCATENATED MODULE: ./lib/runtime/program.js

const LONGEST_OUTPUT = 65_536;
function runProgram(file, { parameters, input, signal, env }) {
    const options = {
        env,
        signal,
        killSignal: 'SIGKILL',
        windowsHide: true,
        maxBuffer: LONGEST_OUTPUT,
    };
    return new Promise((resolve) => {
        const child = (0,external_node_child_process_namespaceObject.execFile)(file, parameters, options, (error, stdout, stderr) => {
            const code = error ? error.code : 0;
            resolve({ code: typeof code === 'number' ? code : undefined, said: stderr || stdout || String(code) });
        });
        child.stdin?.on('error', () => { }).end(input);
    });
}

;// CONCATENATED MODULE: ./lib/shared-file/lock.js



const STALE = 3_000;
const lock_PATIENCE = 30_000;
const PAUSE = 20;
const BEAT = 500;
async function withLock(world, { path: file, id }, action, announce) {
    const { files, clock } = world;
    const lock = lockOf(file, id);
    const deadline = Math.min(clock.now() + lock_PATIENCE, world.deadline ?? Number.POSITIVE_INFINITY);
    giveBack(files, lock);
    try {
        for (;;) {
            await acquire(world, lock, deadline, announce);
            try {
                return await action({
                    file: (name) => external_node_path_default().join(lock.own, name),
                    working: (work) => beating(files, lock.path, work),
                });
            }
            catch (error) {
                if (isThere(files, lock.own) || clock.now() > deadline)
                    throw error;
            }
        }
    }
    finally {
        giveBack(files, lock);
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
function abandon({ files }, { path: file, id }) {
    const lock = lockOf(file, id);
    giveBack(files, lock);
    try {
        sweep(files, lock);
    }
    catch (error) {
        if (!['ENOENT', 'ENOTDIR'].includes(systemCodeOf(error) ?? ''))
            throw error;
    }
}
function lockOf(file, id) {
    const lock = `${file}.lock`;
    return { path: lock, own: external_node_path_default().join(lock, id), aside: `${lock}-${id}`, broken: `${lock}-${id}-broken` };
}
function giveBack(files, { path: lock, own, aside, broken }) {
    files.removeFolder(aside);
    if (isThere(files, own) && moved(files, lock, aside))
        files.removeFolder(aside);
    files.removeFolder(broken);
}
async function acquire({ files, clock, signal }, lock, deadline, announce) {
    let seen;
    for (;;) {
        const holder = holderOf(files, lock.path);
        if (holder === undefined) {
            if (take(files, lock, announce)) {
                sweep(files, lock);
                return;
            }
        }
        else if (seen?.holder !== holder) {
            seen = { holder, since: clock.now() };
        }
        else if (clock.now() - seen.since > STALE) {
            lock_takeAway(files, lock, holder);
        }
        if (clock.now() > deadline) {
            throw new errors/* FileError */.f6(`${lock.path} is held by other jobs.`, {
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
function take(files, { path: lock, own, aside }, announce) {
    const folder = external_node_path_default().dirname(lock);
    try {
        if (!files.look(folder)) {
            if (!announce)
                throw new errors/* FileError */.f6(`${folder} is gone.`);
            announce();
            files.ensureFolder(folder);
        }
        for (const one of [aside, external_node_path_default().join(aside, external_node_path_default().basename(own))])
            if (!files.look(one))
                files.createFolder(one);
    }
    catch (error) {
        if (files_systemCodeOf(error) === 'ENOENT')
            return false;
        throw error;
    }
    try {
        files.move(aside, lock);
        return true;
    }
    catch (error) {
        if (['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'ENOENT'].includes(files_systemCodeOf(error) ?? ''))
            return false;
        if (files_systemCodeOf(error) === 'EPERM' && files.look(lock))
            return false;
        throw error;
    }
}
function sweep(files, { path: lock }) {
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
function lock_takeAway(files, { path: lock, broken }, holder) {
    if (holderOf(files, lock) !== holder || !moved(files, lock, broken))
        return;
    try {
        if (files.look(broken)?.kind === 'folder')
            files.removeFolder(broken);
        else
            files.remove(broken);
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
        if (files_systemCodeOf(error) === 'ENOENT')
            return false;
        throw error;
    }
}
function isThere(files, own) {
    try {
        return files.look(own) !== undefined;
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./lib/acr/undo.js










const CLIENT_VARIABLES = [
    'DOCKER_CONFIG',
    'REGISTRY_AUTH_FILE',
    'XDG_RUNTIME_DIR',
    'HOME',
    'USERPROFILE',
];
function parseLogins(text, file) {
    const object = (0,json/* parseObject */.lj)(text.trim() || '{}');
    if (!object)
        throw new errors/* FileError */.f6(`${file} is not a JSON object.`, { hint: 'Correct it, or remove it.' });
    const { auths, ...settings } = object;
    return { settings, auths: (0,json/* asObject */.eB)(auths) ?? {} };
}
const registry = {
    undo: takeBack,
    undoLost: async (context, { format }) => void (await takeBack(context, JSON.parse(format))),
};
const undo_PATIENCE = 15_000;
async function takeBack(context, entry) {
    const { files, log, random } = context;
    const { program, logins } = entry;
    const variables = CLIENT_VARIABLES.map((name) => [name, entry.variables[name]]);
    const env = { ...context.env.initial, ...Object.fromEntries(variables) };
    const replaced = [];
    let isOut = true;
    for (const host of Object.keys(logins).toReversed()) {
        const login = parseLogins(files.read(entry.file) ?? '', entry.file).auths[host];
        const auth = authIn(login);
        if (auth !== undefined && !isOurs(entry, auth, host))
            continue;
        if (login)
            replaced.push(host);
        const signal = AbortSignal.timeout(undo_PATIENCE);
        const run = { parameters: ['logout', host], input: '', signal, env };
        const { code, said } = await runProgram(program, run);
        const isDone = code === 0 || auth !== undefined || /not logged in/i.test(said);
        if (!isDone)
            log.warning(`Could not log out of ${host}: ${shownOf(said.trim(), log.redactEcho, 16_384)}`);
        else if (login)
            log.info(`Logged out of ${host}.`);
        isOut &&= isDone;
    }
    const file = files.resolve(entry.file);
    const now = () => files.read(file) ?? null;
    const next = () => restored(context, now(), entry, replaced);
    if (next() !== now()) {
        const undo = (held) => {
            const text = next();
            const there = files.look(file);
            if (text === null)
                takeAwayOrEmpty(files, held, file);
            else
                put(files, held, file, { text, owner: there, mode: there?.mode });
        };
        await withLock(context, { path: file, id: random.uuid() }, undo, () => { });
    }
    if (entry.makesFolder)
        files.removeEmptyFolder(external_node_path_default().dirname(entry.file));
    return isOut;
}
function restored(context, text, entry, replaced) {
    const { before, file } = entry;
    const { settings, auths: standing } = parseLogins(text ?? '', file);
    const was = parseLogins(before ?? '', file);
    const auths = { ...standing };
    for (const host of replaced) {
        if (isOurs(entry, authIn(auths[host]), host))
            delete auths[host];
        const earlier = was.auths[host];
        if (!auths[host] && earlier && mayStay(context, authIn(earlier), host))
            auths[host] = earlier;
    }
    const known = { credsStore: settings['credsStore'], ...was.settings };
    const isSame = (0,external_node_util_namespaceObject.isDeepStrictEqual)(auths, was.auths) &&
        Object.keys(settings).every((name) => (0,external_node_util_namespaceObject.isDeepStrictEqual)(settings[name], known[name]));
    if (before !== undefined && isSame)
        return before;
    return (0,external_node_util_namespaceObject.isDeepStrictEqual)(auths, standing) ? text : JSON.stringify({ auths, ...settings }, null, '\t');
}
function mayStay(context, auth, host) {
    const isTemporary = Buffer.from(auth ?? '', 'base64')
        .toString()
        .startsWith('cr_temp_user:');
    const own = findLogins(context, () => { }).flatMap(({ record }) => record.entries);
    return !isTemporary || own.some((entry) => entry.kind === 'registry' && isOurs(entry, auth, host));
}
function authIn(login) {
    return (0,json/* textOf */.b6)((0,json/* asObject */.eB)(login)?.['auth']);
}
function isOurs({ salt, logins }, auth, host) {
    return auth !== undefined && checksum(salt, auth) === logins[host];
}

// EXTERNAL MODULE: ./lib/diagnosis/catalogue.js + 6 modules
var catalogue = __nccwpck_require__(955);
// EXTERNAL MODULE: ./lib/diagnosis/entries/sts.js
var sts = __nccwpck_require__(937);
;// CONCATENATED MODULE: ./lib/diagnosis/entries/acr.js



const ACR = {
    'acr.registry': {
        title: 'Not a registry of Container Registry',
        meaning: 'Whoever has the host name gets the password, and a custom domain may be anybody\u2019s.',
        remedy: 'Give the name below aliyuncs.com that the console shows, and name images by it.',
    },
    'acr.no-login': {
        title: 'Nobody has logged in',
        meaning: 'No earlier step of this job has left a credential in its variables, or this profile.',
        remedy: 'Log in with alicloud-credentials in an earlier step of this job.',
    },
    'acr.logged-out': {
        title: 'The login was logged out',
        meaning: 'An earlier step of this job has logged out.',
        remedy: 'Log in to the registry before that step, or log in again after it.',
    },
    'acr.no-client': {
        title: 'No program to log in with',
        meaning: 'A client of registries keeps the login for later steps, and none was found on PATH.',
        remedy: 'Install docker, podman, buildah or nerdctl in an earlier step, or use a runner that has it.',
    },
    'acr.client': {
        title: 'The client could not log in',
        meaning: 'Container Registry gave a password; the client failed to check it at the registry, or to keep it.',
        remedy: 'If it cannot reach the registry: open the instance to the Internet, or use its VPC name.',
    },
};
const ACR_SERVICE = [
    {
        codes: ['NoPermission', 'NoPrivilege', 'Forbidden.RAM'],
        title: 'No permission to log in to Container Registry',
        meaning: 'The role or user that is logged in may not do cr:GetAuthorizationToken.',
        remedy: 'Attach this policy to it, and one that allows pulling and pushing: `{"Version":"1","Statement":[{"Effect":"Allow","Action":"cr:GetAuthorizationToken","Resource":"*"}]}`',
    },
    {
        codes: ['INSTANCE_NOT_EXIST'],
        title: 'The instance does not exist',
        meaning: 'The account that is logged in has no instance of this ID in the registry\u2019s region.',
        remedy: 'Set instance-id to the ID that the console shows for this registry, and log in to its account.',
    },
    {
        codes: ['USER_NOT_EXIST'],
        title: 'The Personal Edition does not know this user',
        meaning: 'The user that is logged in has never set up the Personal Edition in this region.',
        remedy: 'Set a password in its console once; for the Enterprise Edition, set instance-id.',
    },
];
const explainAcr = (error) => {
    if (Object.hasOwn(ACR, error.code))
        return ACR[error.code];
    if (!(error instanceof errors/* ServiceError */._7) || !error.answer.host.startsWith('cr.'))
        return (0,catalogue/* explanationOf */.pg)(error);
    const code = error.answer.serviceCode;
    return code ? ((0,catalogue/* lookUp */.TE)(code, '', [...ACR_SERVICE, ...sts/* KEYS */.Rk]) ?? sts/* UNKNOWN */.HV) : sts/* NO_CODE */.Uc;
};

;// CONCATENATED MODULE: ./lib/diagnosis/report.js

async function reportFailure(context, error, more) {
    const { log, runner, env } = context;
    if (error instanceof errors/* ActionError */.lZ && error.code === 'network.tls')
        error.addContext({ note: ignoredCertificates(context) });
    const { title, short, long } = await explain(error, more);
    const summary = env.get('GITHUB_STEP_SUMMARY') ? ' and in the job summary' : '';
    log.error(title, long === undefined ? short : `${short}\nMore in the log group \u201cWhy: ${title}\u201d${summary}.`);
    if (error instanceof Error && error.cause !== undefined)
        log.debug(`Caused by: ${(0,errors/* messageOf */.bD)(error.cause)}`);
    if (long === undefined)
        return;
    log.group(`Why: ${title}`, long);
    try {
        await runner.summarize(log.redact(`### Alibaba Cloud login: ${title}\n\n${long}`).slice(0, 60_000));
    }
    catch (failure) {
        log.warning(`The job summary cannot be written: ${(0,errors/* messageOf */.bD)(failure)}`);
    }
}
async function explain(error, more) {
    try {
        const { diagnose } = await __nccwpck_require__.e(/* import() */ 396).then(__nccwpck_require__.bind(__nccwpck_require__, 396));
        return diagnose(error, more);
    }
    catch (failure) {
        return {
            title: 'Internal error',
            short: `${(0,errors/* messageOf */.bD)(error)}\nThis cannot be explained (${(0,errors/* messageOf */.bD)(failure)}). Please report it.`,
            long: undefined,
        };
    }
}
function ignoredCertificates({ env, files }) {
    const name = 'NODE_EXTRA_CA_CERTS';
    const path = env.get(name);
    if (!path)
        return undefined;
    const ignored = (why) => `${name} names ${path}, which ${why}: Node.js ignores it.`;
    try {
        const text = files.read(path);
        if (text === undefined)
            return ignored('does not exist');
        return text.includes('-----BEGIN CERTIFICATE-----') ? undefined : ignored('holds no PEM certificate');
    }
    catch {
        return ignored('cannot be read');
    }
}

;// CONCATENATED MODULE: ./lib/plan/plan.js
const CREDENTIAL_TYPES = [
    'oidc_role_arn',
    'ram_role_arn',
    'access_key',
    'sts',
    'ecs_ram_role',
    'credentials_uri',
    'bearer',
    'profile',
    'default',
];

;// CONCATENATED MODULE: ./lib/inputs/table.js





const INPUTS = {
    type: {
        description: `${CREDENTIAL_TYPES.slice(0, -1).join(', ')} or ${CREDENTIAL_TYPES.at(-1)}. Inferred from the other inputs if not given.`,
        format: oneOf(CREDENTIAL_TYPES),
    },
    'role-to-assume': {
        description: 'ARN of the RAM role to log in as. Several, one per line, form a chain: each is assumed with the one before.',
        format: list(/\r?\n/, formats/* ROLE_ARN */.xG, 'the ARN of a role, acs:ram::<account>:role/<name>'),
        default: [],
        accounts: true,
        alias: 'role-arn-to-assume',
    },
    'oidc-provider-arn': {
        description: "ARN of RAM's OIDC identity provider for GitHub.",
        format: formats_text(formats/* OIDC_PROVIDER_ARN */.wR, 'the ARN of an OIDC provider, acs:ram::<account>:oidc-provider/<name>'),
        accounts: true,
    },
    audience: {
        description: "Audience of GitHub's OIDC token; default sts.aliyuncs.com.",
        format: formats_text(/^[\x21-\x7e]{1,1024}$/, 'an audience without spaces'),
    },
    'oidc-token-file': {
        description: "A file that already holds an OIDC token (an ACK pod's, for example), used instead of GitHub's token.",
        format: formats_text(),
    },
    'access-key-id': {
        description: "ID of an access key, from the repository's secrets.",
        secret: 'sent',
    },
    'access-key-secret': {
        description: 'Secret of that access key.',
        secret: 'signs',
    },
    'security-token': {
        description: 'Security token, if the key is a temporary one from STS.',
        secret: 'sent',
    },
    'role-name': {
        description: "Name of the ECS instance's RAM role; if not given, the instance is asked for it.",
        format: formats_text(formats/* ROLE_NAME */.VA, 'the name of a role: 1 to 64 letters, digits, dots, dashes'),
    },
    'disable-imds-v1': {
        description: 'true: use ECS metadata in hardened mode only; default false, unless ALIBABA_CLOUD_IMDSV1_DISABLED is true.',
        format: flag,
    },
    'metadata-endpoint': {
        description: 'URL of the ECS metadata service, never contacted through a proxy; default http://100.100.100.200.',
        format: metadataEndpoint,
    },
    'credentials-uri': {
        description: 'URL to GET a credential from; https, or http to a loopback or link-local address.',
        secret: 'sent',
    },
    'credentials-uri-allow-http': {
        description: 'true: allow plain http to any host in credentials-uri; default false.',
        format: flag,
    },
    'bearer-token': {
        description: 'A bearer token, exported as it is, masked.',
        secret: 'sent',
    },
    'source-profile': {
        description: "Profile to log in with, from an existing credentials.ini or the aliyun CLI's config.json.",
        format: formats_text(/^[^\]\r\n]{1,256}$/, 'the name of a profile'),
    },
    'role-chaining': {
        description: 'true: start from the credential that is already in the environment.',
        format: flag,
        default: false,
    },
    'role-session-name': {
        description: 'Role session name, shown in audit logs; default gh-<repository id>-<run id>-<attempt>.',
        format: formats_text(formats/* ROLE_SESSION_NAME */.mE, 'a role session name: 2 to 64 letters, digits and . @ _ -'),
    },
    'role-session-expiration': {
        description: "Lifetime of the session in seconds, from 900 to the role's maximum; default 3600.",
        format: whole(formats/* MIN_SESSION */.YF, formats/* MAX_SESSION */.Ms, 'seconds'),
        alias: 'role-duration-seconds',
    },
    policy: {
        description: 'A RAM policy (JSON) that narrows what the session may do.',
        format: formats_policy,
    },
    'external-id': {
        description: "External ID that the role's trust policy asks for.",
        format: formats_text(formats/* EXTERNAL_ID */.AQ, 'an external ID: 2 to 1224 letters, digits and _ + = , . @ : / -'),
    },
    'source-identity': {
        description: 'Written into the session of every role that is assumed with the credential before it, and shown in audit logs.',
        format: formats_text(formats/* SOURCE_IDENTITY */.Hy, 'a source identity: 2 to 64 letters, digits and _ + = , . @ -'),
    },
    'allowed-account-ids': {
        description: 'IDs of the accounts that the credential may belong to. If it belongs to any other account, the step fails and exports nothing.',
        format: list(/[\s,]+/, formats/* ACCOUNT_ID */.W_, 'an account ID of 12 to 16 digits'),
        default: [],
        accounts: true,
    },
    region: {
        description: 'Region ID for the tools, such as cn-hangzhou.',
        format: formats_text(formats/* REGION */.Zg, 'a region ID such as cn-hangzhou'),
    },
    'sts-region': {
        description: 'Region whose STS to use; defaults to the global endpoint.',
        format: formats_text(formats/* REGION */.Zg, 'a region ID such as cn-hangzhou'),
    },
    'sts-endpoint': {
        description: 'Host name of the STS to use, instead of sts-region.',
        format: host,
    },
    'sts-vpc': {
        description: 'true: use the STS endpoint inside the VPC of sts-region.',
        format: flag,
        default: false,
    },
    'export-env': {
        description: 'Export the credential as environment variables; default true, or false if profile is given.',
        format: flag,
        alias: 'export-environment-variables',
    },
    profile: {
        description: "Write the credential as a profile with this name to credentials.ini and the aliyun CLI's config.json.",
        format: profileName,
    },
    'credentials-file': {
        description: 'Absolute path of that credentials.ini; defaults to a private file under RUNNER_TEMP.',
        format: formats_text(),
    },
    refresh: {
        description: 'true, with profile: the profile renews itself for as long as the job lasts, for tools that run its command; default false.',
        format: flag,
        default: false,
    },
    'output-credentials': {
        description: 'Set the credential as masked outputs of the step; default true.',
        format: flag,
        default: true,
        alias: 'set-outputs',
    },
    'mask-account-id': {
        description: 'Hide the account ID in the log; default false.',
        format: flag,
        default: false,
    },
    'dry-run': {
        description: 'true: report what would be done; send nothing, change nothing. Default false.',
        format: flag,
        default: false,
    },
    summary: {
        description: 'true: after success, add a short table (identity, account, expiration, where it was exported) to the job summary; default false.',
        format: flag,
        default: false,
    },
    'timeout-seconds': {
        description: 'Time limit for the whole step, in seconds; default 60.',
        format: whole(1, 3600, 'seconds'),
        default: 60,
    },
    'retry-max-attempts': {
        description: 'Maximum number of attempts for each request; default 5, not counting those that are throttled. ECS metadata is asked at most twice.',
        format: whole(1, 100, 'attempts'),
    },
    cleanup: {
        description: 'Undo everything when the job ends; default true.',
        format: flag,
        default: true,
    },
};
function namesOf(name, row) {
    return row.alias === undefined ? [name] : [name, row.alias];
}
function isGiven(inputs, name) {
    const row = INPUTS[name];
    return inputs[name] !== ('default' in row ? row.default : undefined);
}
function readInputs(context) {
    return readTable(context, INPUTS);
}
function readTable({ env, log }, table) {
    const rows = Object.entries(table);
    const raw = (name) => env.get(`INPUT_${name.toUpperCase()}`) ?? '';
    const read = (name, row) => {
        const given = namesOf(name, row).filter((candidate) => raw(candidate).trim() !== '');
        const [first, second] = given.map((candidate) => ({ name: candidate, value: raw(candidate).trim() }));
        if (first && second && first.value !== second.value) {
            throw new errors/* InputError */.dz(`${first.name} and ${second.name} mean the same, and contradict each other.`);
        }
        return first ? row.format(first.name, first.value) : row.default;
    };
    const flaws = [];
    const secret = (name, { secret }) => {
        const value = raw(name);
        if (value === '')
            return undefined;
        const flaw = (0,secrets_secret/* flawOf */.e3)(value, secret === 'sent');
        if (flaw)
            flaws.push(`${name} ${flaw}.`);
        return secrets_secret/* Secret */.zh.of(value, flaw ? log.conceal : log.mask);
    };
    const secrets = rows.flatMap(([name, row]) => 'secret' in row ? [[name, secret(name, row)]] : []);
    if ('mask-account-id' in table && read('mask-account-id', INPUTS['mask-account-id'])) {
        for (const [name, row] of rows) {
            if (!('accounts' in row))
                continue;
            const texts = namesOf(name, row).map(raw).join(' ');
            for (const account of texts.match(/(?<!\d)\d{12,16}(?!\d)/g) ?? [])
                log.mask(account);
        }
    }
    if (flaws[0] !== undefined)
        throw new errors/* InputError */.dz(flaws[0], secrets_secret/* FLAW_HINT */.FU);
    const others = rows.flatMap(([name, row]) => ('format' in row ? [[name, read(name, row)]] : []));
    return Object.fromEntries([...secrets, ...others]);
}

;// CONCATENATED MODULE: ./lib/sts/requests.js
function assumeRole(signer, { roleArn, session, externalId, sourceIdentity }) {
    return {
        action: 'AssumeRole',
        query: {
            RoleArn: roleArn,
            ...sessionParameters(session),
            ...(externalId !== undefined && { ExternalId: externalId }),
            ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
        },
        signer,
    };
}
function assumeRoleWithOidc(oidcProviderArn, roleArn, session, oidcToken) {
    return {
        action: 'AssumeRoleWithOIDC',
        query: {},
        form: {
            OIDCProviderArn: oidcProviderArn,
            RoleArn: roleArn,
            OIDCToken: oidcToken,
            ...sessionParameters(session),
        },
    };
}
function getCallerIdentity(signer) {
    return { action: 'GetCallerIdentity', query: {}, signer };
}
function sessionParameters(session) {
    return {
        RoleSessionName: session.roleSessionName,
        DurationSeconds: String(session.durationSeconds),
        ...(session.policy !== undefined && { Policy: session.policy }),
    };
}

;// CONCATENATED MODULE: ./lib/login/identity.js




async function identify(sts, plan, login) {
    const { credential } = login;
    if (login.identity || credential.kind === 'bearer')
        return login.identity;
    if (login.issued && plan.allowedAccountIds.length === 0)
        return undefined;
    return (0,errors/* withErrorContext */.mO)({ signer: login.origin }, () => sts.call(plan.sts, () => getCallerIdentity(credential), readCallerIdentity));
}
function refuseForeignAccount({ allowedAccountIds: allowed }, identity) {
    if (allowed.length === 0 || (identity && allowed.includes(identity.accountId)))
        return;
    throw new errors/* ActionError */.lZ('account', `The credential belongs to account ${(0,escapes/* visible */.RK)(identity?.accountId ?? 'unknown')}, and allowed-account-ids allows only ${allowed.join(', ')}. ` +
        'Nothing was exported.', { hint: 'Log in with a credential of an allowed account, or add this account to allowed-account-ids.' });
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __nccwpck_require__(30);
var external_node_net_default = /*#__PURE__*/__nccwpck_require__.n(external_node_net_);
;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = require("node:tls");
var external_node_tls_default = /*#__PURE__*/__nccwpck_require__.n(external_node_tls_namespaceObject);
// EXTERNAL MODULE: ./lib/http/ahead.js
var http_ahead = __nccwpck_require__(916);
// EXTERNAL MODULE: ./lib/http/proxy.js + 1 modules
var http_proxy = __nccwpck_require__(841);
;// CONCATENATED MODULE: ./lib/http/direct.js




const http = process.getBuiltinModule('node:http');
function directTransport(opened, clock, debug) {
    const ready = (url, tcp) => {
        const started = clock.now();
        return new Promise((resolve, reject) => {
            const secured = () => {
                const socket = url.protocol === 'https:' ? direct_secure(url, tcp) : tcp;
                socket.once('error', reject);
                socket.once('close', () => reject(CLOSED));
                const done = () => {
                    debug(`connect ${url.host}: ${clock.now() - started} ms`);
                    socket.removeListener('error', reject);
                    resolve(socket);
                };
                if (socket === tcp)
                    done();
                else
                    socket.once('secureConnect', done);
            };
            tcp.once('error', reject);
            tcp.once('close', () => reject(CLOSED));
            if (tcp.destroyed)
                reject(CLOSED);
            else if (tcp.connecting)
                tcp.once('connect', secured);
            else
                secured();
        });
    };
    const ahead = new Map([...opened].map(([origin, tcp]) => {
        const socket = ready(new URL(origin), tcp);
        socket.then((one) => one.on('error', () => { }), () => { });
        return [origin, socket];
    }));
    const open = async (url) => {
        const early = await ahead.get(url.origin)?.catch(() => undefined);
        const taken = ahead.delete(url.origin);
        return taken && early?.writable ? early : ready(url, (0,http_ahead/* dial */.zy)(url));
    };
    const pool = () => {
        const agent = new http.Agent({ keepAlive: true });
        agent.createConnection = (options, callback) => {
            const { url } = options;
            open(url).then((socket) => callback?.(null, socket), (error) => callback?.(error, undefined));
            return undefined;
        };
        return agent;
    };
    const pools = { 'http:': pool(), 'https:': pool() };
    return {
        exchange: ({ url, method, headers, body }, signal) => new Promise((resolve, reject) => {
            const options = {
                agent: pools[url.protocol],
                host: (0,http_proxy/* withoutBrackets */.o)(url.hostname),
                port: (0,http_ahead/* portOf */.HM)(url),
                method,
                path: url.pathname + url.search,
                headers: { host: url.host, ...headers },
                signal,
                url,
            };
            signal.addEventListener('abort', () => reject(signal.reason), { once: true });
            http
                .request(options)
                .on('response', (response) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: response }))
                .on('error', reject)
                .end(body);
        }),
    };
}
const CLOSED = Object.assign(new Error('The connection was closed.'), { code: 'ECONNRESET' });
function direct_secure(url, socket) {
    const host = (0,http_proxy/* withoutBrackets */.o)(url.hostname);
    return external_node_tls_default().connect({
        socket,
        host,
        ALPNProtocols: ['http/1.1'],
        rejectUnauthorized: true,
        ...(external_node_net_default().isIP(host) === 0 && { servername: host }),
    });
}

// EXTERNAL MODULE: ./lib/http/faults.js
var faults = __nccwpck_require__(652);
;// CONCATENATED MODULE: ./lib/http/client.js




const EXCHANGE_TIMEOUT = 10_000;
const MAX_BODY = 1024 * 1024;
const MAX_ERROR = 64 * 1024;
const REDIRECTS = [301, 302, 303, 307, 308];
function httpClient(env, opened, clock, debug) {
    const direct = directTransport(opened, clock, debug);
    const proxied = new Map();
    const way = async (request) => {
        const proxy = request.direct ? undefined : (0,http_proxy/* proxyFor */.i)(request.url, env);
        if (!proxy)
            return direct;
        const { proxiedTransport } = await __nccwpck_require__.e(/* import() */ 188).then(__nccwpck_require__.bind(__nccwpck_require__, 188));
        const known = proxied.get(proxy.href) ?? proxiedTransport(proxy);
        proxied.set(proxy.href, known);
        return known;
    };
    return {
        send: async (request, signal) => {
            const { host } = request.url;
            const timeout = AbortSignal.timeout(request.timeout ?? EXCHANGE_TIMEOUT);
            try {
                const transport = await way(request);
                const { status, headers, body } = await transport.exchange(request, AbortSignal.any([signal, timeout]));
                if (REDIRECTS.includes(status)) {
                    body.destroy();
                    throw new errors/* NetworkError */.Dr('redirect', host, `${host} redirects elsewhere, which is not followed.`);
                }
                const text = status < 400 ? await client_readBody(body, MAX_BODY, host) : await client_readBody(body, MAX_ERROR);
                return { status, headers: flatten(headers), body: text };
            }
            catch (error) {
                signal.throwIfAborted();
                if (error instanceof errors/* ActionError */.lZ)
                    throw error;
                throw (0,faults/* networkError */.x)(error, host, timeout.aborted);
            }
        },
    };
}
async function client_readBody(body, longest, host) {
    const chunks = [];
    let size = 0;
    for await (const chunk of body) {
        chunks.push(chunk);
        size += chunk.length;
        if (size <= longest)
            continue;
        if (host)
            throw new errors/* NetworkError */.Dr('too-large', host, `${host} answered with more than ${longest} bytes.`);
        break;
    }
    return Buffer.concat(chunks).subarray(0, longest).toString('utf8');
}
function flatten(headers) {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]));
}

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
        redactEcho: (text) => withoutParts(withoutLookalikes(redact(text)), forms, SHORTEST_PART),
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


const log_LONGEST_MESSAGE = 4_000;
const LONGEST_GROUP = 60_000;
function log_workflowLog(issue, print) {
    const { hide, redact, redactEcho } = redactor();
    const masked = new Set();
    const shown = (text, longest) => {
        const redacted = redact(text);
        return `${(0,escapes/* visibleLines */.gB)(redacted.slice(0, longest))}${redacted.length > longest ? '\u2026' : ''}`;
    };
    const say = (name, message, properties = {}) => issue(name, properties, shown(message, log_LONGEST_MESSAGE));
    return {
        debug: (message) => say('debug', message),
        info: (message) => print(neutral(shown(message, log_LONGEST_MESSAGE))),
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
var external_os_ = __nccwpck_require__(857);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/utils.js
var utils = __nccwpck_require__(679);
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
var external_fs_ = __nccwpck_require__(896);
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
        onRunnerFiles(() => append(path, records.join('')));
    };
    return {
        check: (file) => {
            const path = pathOf(file);
            onRunnerFiles(() => (look(path) ? append(path, '') : assertCreatable(path)));
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
        ? (await __nccwpck_require__.e(/* import() */ 902).then(__nccwpck_require__.bind(__nccwpck_require__, 902))).prepareKeyValueMessage
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
            ? closedOnWindows(nodeFiles, env.get('SystemRoot') ?? 'C:\\Windows')
            : nodeFiles,
        runner: fileCommands(env, nodeFiles),
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
        return (0,json/* parseObject */.lj)(nodeFiles.read(file) ?? '');
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
const systemRandom = { fraction: Math.random, uuid: () => fingerprint_crypto().randomUUID() };
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

;// CONCATENATED MODULE: ./lib/login/step.js




async function runStep(step, opened = new Map()) {
    const context = systemContext(opened);
    try {
        await step(context);
    }
    catch (error) {
        process.exitCode = 1;
        await reportFailure(context, error);
    }
    exitDespitePendingDns();
}
function exitDespitePendingDns() {
    if (process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap')) {
        const { env, execPath, exitCode = 0 } = process;
        const plain = Object.entries(env).filter(([name]) => !name.startsWith('NODE_'));
        if (process.platform !== 'win32')
            process.execve?.(execPath, [execPath, '--eval', `process.exit(${exitCode})`], Object.fromEntries(plain));
        else if (exitCode === 1)
            process.kill(process.pid, 'SIGTERM');
    }
    process.exit();
}
function systemContext(opened, log) {
    process.removeAllListeners('warning');
    const cancellation = new AbortController();
    const local = localContext(cancellation.signal, log);
    for (const signal of ['SIGINT', 'SIGTERM']) {
        process.once(signal, () => cancellation.abort(new errors/* ActionError */.lZ('step.cancelled', `The step was cancelled (${signal}).`)));
    }
    process.on('uncaughtException', (error) => cancellation.abort(error));
    return {
        ...local,
        http: httpClient(local.env, opened, local.clock, local.log.debug),
        deadline: Number.POSITIVE_INFINITY,
    };
}

;// CONCATENATED MODULE: ./lib/sources/access-key.js

const KEY = ['access-key-id', 'access-key-secret'];
const KEY_WITH_ROLE = 'role-to-assume, and access-key-id with access-key-secret or role-chaining: true';
const accessKey = {
    selectedBy: KEY,
    with: [],
    types: { access_key: 'access-key-id and access-key-secret', ram_role_arn: KEY_WITH_ROLE },
    offer: 'access-key-id and access-key-secret',
    plan: (asked) => ({
        source: { from: 'access_key', ...keyIn(asked) },
        type: typeOf(asked, 'access_key'),
    }),
    asks: [],
    identity: 'asked',
    planTellsIdentity: true,
    inputs: '`access-key-id`, with or without a role',
    describe: () => ['take the key in access-key-id and access-key-secret'],
    storedKey: 'access-key-id',
};
const access_key_sts = {
    selectedBy: ['security-token'],
    with: KEY,
    types: { sts: 'access-key-id, access-key-secret and security-token', ram_role_arn: KEY_WITH_ROLE },
    offer: null,
    plan: (asked) => {
        const key = keyIn(asked);
        const { 'security-token': securityToken } = asked.inputs;
        if (!securityToken)
            throw new errors/* InputError */.dz('type: sts needs security-token.');
        return { source: { from: 'sts', ...key, securityToken }, type: typeOf(asked, 'sts') };
    },
    asks: [],
    identity: 'asked',
    planTellsIdentity: true,
    inputs: '`access-key-id` with `security-token`, with or without a role',
    describe: () => ['take the temporary credential in access-key-id, access-key-secret and security-token'],
    storedKey: 'security-token',
};
function keyIn({ inputs }) {
    const [accessKeyId, accessKeySecret] = KEY.map((name) => inputs[name]);
    if (accessKeyId && accessKeySecret)
        return { accessKeyId, accessKeySecret };
    const given = KEY.find((name) => inputs[name]) ?? 'security-token';
    throw new errors/* InputError */.dz(`${given} is given, but not ${KEY.filter((name) => !inputs[name]).join(' and ')}.`, 'A secret that does not exist, or that this run may not read (a fork, Dependabot), arrives empty.');
}
function typeOf({ inputs, roles }, own) {
    const { type = roles.length > 0 ? 'ram_role_arn' : own } = inputs;
    if (type === 'ram_role_arn' && roles.length === 0) {
        throw new errors/* InputError */.dz('type: ram_role_arn needs role-to-assume.');
    }
    if (type !== 'ram_role_arn' && roles.length > 0) {
        throw new errors/* InputError */.dz(`type: ${type} and role-to-assume contradict each other.`, 'A key that assumes a role is type: ram_role_arn.');
    }
    return type;
}

;// CONCATENATED MODULE: ./lib/sources/source.js
function given(value) {
    if (value === undefined)
        throw new Error('A source was chosen without the input that names it.');
    return value;
}

;// CONCATENATED MODULE: ./lib/sources/bearer.js


const BEARER_WITHOUT_ACCOUNT = 'A bearer token does not say which account it belongs to, so allowed-account-ids cannot be checked.';
const bearer = {
    selectedBy: ['bearer-token'],
    with: [],
    types: { bearer: 'bearer-token' },
    offer: null,
    plan: ({ inputs, roles }) => {
        if (roles.length > 0) {
            throw new errors/* InputError */.dz('bearer-token and role-to-assume contradict each other: a bearer token assumes no role.');
        }
        if (inputs['allowed-account-ids'].length > 0)
            throw new errors/* InputError */.dz(BEARER_WITHOUT_ACCOUNT);
        return { source: { from: 'bearer', bearerToken: given(inputs['bearer-token']) } };
    },
    asks: [],
    identity: 'told',
    planTellsIdentity: true,
    inputs: '`bearer-token`',
    describe: () => ['take the bearer token'],
    storedKey: 'bearer-token',
};

;// CONCATENATED MODULE: ./lib/sources/credentials-uri.js
const URI_VARIABLE = 'ALIBABA_CLOUD_CREDENTIALS_URI';
const credentialsUri = {
    selectedBy: ['credentials-uri'],
    with: ['credentials-uri-allow-http'],
    types: { credentials_uri: null },
    offer: 'credentials-uri',
    plan: ({ inputs, defaults: { allowHttp } }) => ({
        source: { from: 'credentials_uri', uri: inputs['credentials-uri'], allowHttp },
    }),
    asks: ['uri'],
    identity: 'asked if needed',
    planTellsIdentity: false,
    inputs: '`credentials-uri`',
    describe: ({ uri }, { env, at }) => {
        const url = URL.parse(uri?.reveal() ?? env.get(URI_VARIABLE) ?? '');
        return [`ask the credentials URI${url ? `, ${at(url)}` : ''}`];
    },
};

;// CONCATENATED MODULE: ./lib/sources/ecs-ram-role.js
const ecsRamRole = {
    selectedBy: ['role-name'],
    with: ['disable-imds-v1', 'metadata-endpoint'],
    types: { ecs_ram_role: null },
    offer: 'role-name or type: ecs_ram_role (an ECS instance)',
    plan: ({ inputs, defaults: { metadataEndpoint: endpoint, disableImdsV1 } }) => ({
        source: { from: 'ecs_ram_role', endpoint, roleName: inputs['role-name'], disableImdsV1 },
    }),
    asks: ['metadata'],
    identity: 'asked if needed',
    planTellsIdentity: false,
    inputs: '`type: ecs_ram_role`',
    describe: ({ roleName, endpoint }) => [
        `ask ECS metadata for ${roleName === undefined ? "the instance's role" : `the role ${roleName}`}, at ${endpoint}, never through a proxy`,
    ],
};

;// CONCATENATED MODULE: ./lib/sources/environment.js


const KEY_VARIABLES = ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'];
const TOKEN_VARIABLE = 'ALIBABA_CLOUD_SECURITY_TOKEN';
const environment_environment = {
    selectedBy: ['role-chaining'],
    with: ['audience'],
    types: { ram_role_arn: KEY_WITH_ROLE },
    offer: 'role-chaining: true (the credential that an earlier step left)',
    plan: ({ roles }) => {
        if (roles.length === 0)
            throw new errors/* InputError */.dz('role-chaining: true needs role-to-assume.');
        return { source: { from: 'environment' } };
    },
    asks: [],
    preconnects: (_source, env) => (missingOfKey(env).length === 0 ? [] : undefined),
    identity: 'asked',
    planTellsIdentity: false,
    inputs: '`role-chaining`',
    describe: () => ["take the credential that is in the job's environment"],
    storedKey: 'role-chaining',
};
function missingOfKey(env) {
    return KEY_VARIABLES.filter((name) => !env.get(name));
}

;// CONCATENATED MODULE: ./lib/sources/oidc.js


const DEFAULT_AUDIENCE = 'sts.aliyuncs.com';
const REQUEST_URL = 'ACTIONS_ID_TOKEN_REQUEST_URL';
const REQUEST_TOKEN = 'ACTIONS_ID_TOKEN_REQUEST_TOKEN';
const TYPES = { oidc_role_arn: 'role-to-assume and oidc-provider-arn' };
const github = {
    selectedBy: ['oidc-provider-arn'],
    with: ['audience'],
    types: TYPES,
    offer: 'oidc-provider-arn (GitHub\u2019s token, no stored key)',
    plan: (asked) => {
        const { role, hops } = planExchange(asked);
        return { source: { from: 'github', role, audience: asked.inputs.audience ?? DEFAULT_AUDIENCE }, hops };
    },
    asks: ['github', 'sts'],
    preconnects: (_source, env) => {
        const issuer = URL.parse(env.get(REQUEST_URL) ?? '');
        return issuer?.protocol === 'https:' && env.get(REQUEST_TOKEN) ? [issuer] : undefined;
    },
    identity: 'told',
    planTellsIdentity: true,
    inputs: '`oidc-provider-arn` with `role-to-assume`',
    describe: ({ role, audience }, dry) => [
        `ask GitHub for an OIDC token for ${audience}, ${dry.at(new URL(dry.env.get(REQUEST_URL) ?? ''))}`,
        describeExchange(role, dry),
    ],
};
const tokenFile = {
    selectedBy: ['oidc-token-file'],
    with: ['oidc-provider-arn', 'audience'],
    types: TYPES,
    offer: null,
    plan: (asked) => {
        if (asked.inputs.audience) {
            throw new errors/* InputError */.dz('audience and oidc-token-file contradict each other: the token in a file already has its audience.');
        }
        const { role, hops } = planExchange(asked);
        return { source: { from: 'token-file', role, path: given(asked.inputs['oidc-token-file']) }, hops };
    },
    asks: ['sts'],
    identity: 'told',
    planTellsIdentity: true,
    inputs: '`oidc-token-file`',
    describe: ({ role, path }, dry) => [`read the OIDC token in ${path}`, describeExchange(role, dry)],
};
const INSTEAD = {
    'external-id': 'Narrow the role\u2019s trust policy by oidc:sub instead.',
    'source-identity': 'Audit logs show role-session-name; the session of a second role takes one.',
};
function planExchange({ inputs, roles }) {
    const oidcProviderArn = inputs['oidc-provider-arn'];
    const [first, ...hops] = roles;
    if (!oidcProviderArn) {
        throw new errors/* InputError */.dz('oidc-token-file is given, but not oidc-provider-arn.', 'It names RAM\u2019s OIDC identity provider.');
    }
    if (!first) {
        throw new errors/* InputError */.dz('oidc-provider-arn is given, but not role-to-assume.', 'Name the RAM role to log in as.');
    }
    const lost = hops.length === 0 && ['external-id', 'source-identity'].find((name) => inputs[name]);
    if (lost) {
        throw new errors/* InputError */.dz(`${lost} has no effect with a single role and an OIDC token: AssumeRoleWithOIDC takes none.`, INSTEAD[lost]);
    }
    return { role: { oidcProviderArn, roleArn: first.roleArn, session: first.session }, hops };
}
function describeExchange(role, { session, sts }) {
    return `exchange it for ${session(role)}, trusted by way of ${role.oidcProviderArn}, ${sts}`;
}

;// CONCATENATED MODULE: ./lib/sources/profile.js

const FOUND = {
    with: ['disable-imds-v1', 'metadata-endpoint', 'credentials-uri-allow-http'],
    asks: 'found',
    identity: 'asked',
    planTellsIdentity: false,
};
const profile = {
    ...FOUND,
    selectedBy: ['source-profile'],
    types: { profile: 'source-profile' },
    offer: 'source-profile',
    plan: ({ inputs, defaults }) => ({
        source: { from: 'profile', name: given(inputs['source-profile']), defaults },
    }),
    inputs: '`source-profile`',
    describe: ({ name }) => [`log in with the profile \u201c${name}\u201d of this machine`],
};
const defaultChain = {
    ...FOUND,
    selectedBy: [],
    types: { default: null },
    offer: 'type: default (whatever the machine has)',
    plan: ({ defaults }) => ({ source: { from: 'default', defaults } }),
    inputs: '`type: default`',
    describe: () => ['log in with the first source that is configured on this machine'],
};

;// CONCATENATED MODULE: ./lib/sources/table.js







const SOURCES = {
    github: github,
    'token-file': tokenFile,
    access_key: accessKey,
    sts: access_key_sts,
    environment: environment_environment,
    ecs_ram_role: ecsRamRole,
    credentials_uri: credentialsUri,
    bearer: bearer,
    profile: profile,
    default: defaultChain,
};
const ALL_SOURCES = Object.values(SOURCES);
function descriptorOf(source) {
    return SOURCES[source.from];
}
function asksForIdentity({ source, hops, allowedAccountIds }) {
    const { identity } = descriptorOf(source);
    if (hops.length > 0)
        return false;
    return identity === 'asked' || (identity === 'asked if needed' && allowedAccountIds.length > 0);
}

;// CONCATENATED MODULE: ./lib/plan/choose-source.js



function chooseSource(inputs) {
    const source = selected(inputs);
    refuseStrays(inputs, source);
    return source;
}
function selected(inputs) {
    const { type } = inputs;
    const [first, second] = selections(inputs);
    if (first && second) {
        throw new errors/* InputError */.dz(`${first.by} and ${second.by} name two different ways to log in.`, 'Keep one of them; to log in twice, use this action in two steps, each with its own profile.');
    }
    if (first) {
        if (!type || serves(first.source, type))
            return first.source;
        const wanted = ALL_SOURCES.find((source) => serves(source, type) && source.with.includes(first.by));
        if (wanted)
            return wanted;
        throw new errors/* InputError */.dz(`type: ${type} and ${first.by} contradict each other.`);
    }
    const own = type && ALL_SOURCES.find((source) => serves(source, type));
    if (own) {
        const needs = own.types[type];
        if (needs)
            throw new errors/* InputError */.dz(`type: ${type} needs ${needs}.`);
        return own;
    }
    if (inputs['role-to-assume'].length > 0) {
        const offers = ALL_SOURCES.flatMap(({ offer }) => offer ?? []).join('; ');
        throw new errors/* InputError */.dz('role-to-assume is given, but nothing to assume it with.', `Give one of: ${offers}.`);
    }
    for (const source of ALL_SOURCES) {
        const stray = source.with.find((name) => isGiven(inputs, name));
        if (stray)
            throw lonely(source, stray);
    }
    throw new errors/* InputError */.dz('No input says how to log in; an unset secret or variable arrives empty.', 'To use whatever the machine has, set type: default.');
}
function serves({ types }, type) {
    return Object.hasOwn(types, type);
}
function lonely({ selectedBy, types }, stray) {
    const [type] = Object.entries(types).find(([, needs]) => needs === null) ?? [];
    const names = selectedBy.join(' or ');
    return type
        ? new errors/* InputError */.dz(`${stray} is given, but neither ${names} nor type.`, `Add type: ${type}.`)
        : new errors/* InputError */.dz(`${stray} is given, but not the input that it belongs to: ${names}.`);
}
function selections(inputs) {
    const found = ALL_SOURCES.flatMap((source) => {
        const given = source.selectedBy.filter((name) => isGiven(inputs, name));
        return given[0] === undefined ? [] : [{ source, by: given[0], given }];
    });
    const isPart = (given) => found.some(({ source }) => given.every((name) => source.with.includes(name)));
    return found.filter(({ given }) => !isPart(given));
}
function refuseStrays(inputs, source) {
    const own = inputsOf(source);
    const stray = ALL_SOURCES.flatMap(inputsOf).find((name) => isGiven(inputs, name) && !own.includes(name));
    if (!stray)
        return;
    const chosen = own.find((name) => isGiven(inputs, name)) ?? `type: ${inputs.type}`;
    throw new errors/* InputError */.dz(`${stray} has no effect together with ${chosen}.`);
}
function inputsOf(source) {
    return [...source.selectedBy, ...source.with];
}

;// CONCATENATED MODULE: ./lib/plan/export-options.js

function planExport(inputs, source, plan) {
    const { profile, 'credentials-file': credentialsFile } = inputs;
    if (credentialsFile && !profile) {
        throw new errors/* InputError */.dz('credentials-file has no effect without profile.', 'Name the profile to write into it.');
    }
    if (inputs.refresh)
        refuseWithRefresh(inputs, source);
    return {
        env: inputs['export-env'] ?? profile === undefined,
        outputs: inputs['output-credentials'],
        maskAccountId: inputs['mask-account-id'],
        cleanup: inputs.cleanup,
        profile: profile === undefined ? undefined : { name: profile, credentialsFile, refresh: inputs.refresh, plan },
        region: inputs.region,
    };
}
function refuseWithRefresh(inputs, { storedKey }) {
    if (!inputs.profile)
        throw new errors/* InputError */.dz('refresh has no effect without profile.', 'Name the profile that should renew itself.');
    if (inputs['export-env']) {
        throw new errors/* InputError */.dz('refresh and export-env: true contradict each other: tools prefer exported keys, and those end with their session.', 'Leave export-env out. A tool that reads only variables cannot renew its credential.');
    }
    if (inputs['credentials-file']) {
        throw new errors/* InputError */.dz('refresh and credentials-file contradict each other: no tool renews a credential through credentials.ini.', 'Leave credentials-file out: the profile is in the aliyun CLI\u2019s config.json.');
    }
    if (!inputs.cleanup) {
        throw new errors/* InputError */.dz('refresh and cleanup: false contradict each other: a profile that renews itself ends with its job.');
    }
    if (storedKey) {
        throw new errors/* InputError */.dz(`refresh and ${storedKey} contradict each other: refresh never writes a stored key to a file.`, 'Log in with an OIDC token, an instance role or a credentials URI, or without refresh.');
    }
}

;// CONCATENATED MODULE: ./lib/plan/sessions.js



const DEFAULT_SESSION = 3600;
const OF_A_SESSION = [
    'policy',
    'external-id',
    'source-identity',
    'role-session-name',
    'role-session-expiration',
];
function planSessions(inputs, job) {
    const roles = inputs['role-to-assume'];
    const stray = roles.length === 0 && OF_A_SESSION.find((name) => isGiven(inputs, name));
    if (stray)
        throw new errors/* InputError */.dz(`${stray} has no effect without role-to-assume.`);
    const roleSessionName = inputs['role-session-name'] ?? defaultSessionName(job);
    const sourceIdentity = inputs['source-identity'];
    return roles.map((roleArn, index) => index === roles.length - 1
        ? {
            roleArn,
            session: {
                roleSessionName,
                durationSeconds: inputs['role-session-expiration'] ?? DEFAULT_SESSION,
                policy: inputs.policy,
            },
            externalId: inputs['external-id'],
            sourceIdentity,
        }
        : { roleArn, session: { roleSessionName, durationSeconds: formats/* MIN_SESSION */.YF }, sourceIdentity });
}
function defaultSessionName(job) {
    const name = ['gh', job.repositoryId, job.runId, job.runAttempt].filter(Boolean).join('-');
    return formats/* ROLE_SESSION_NAME */.mE.test(name) ? name : 'gh-unknown-run';
}
function refuseForeignRole(inputs) {
    const allowed = inputs['allowed-account-ids'];
    const account = formats/* ROLE_ARN */.xG.exec(inputs['role-to-assume'].at(-1) ?? '')?.[1];
    if (account && allowed.length > 0 && !allowed.includes(account)) {
        throw new errors/* InputError */.dz(`role-to-assume is a role of account ${account}, and allowed-account-ids allows only ${allowed.join(', ')}.`);
    }
}

// EXTERNAL MODULE: ./lib/sts/endpoints.js
var endpoints = __nccwpck_require__(401);
;// CONCATENATED MODULE: ./lib/plan/which-sts.js


function planSts(inputs) {
    const chosen = inputs['sts-endpoint'] !== undefined || inputs['sts-region'] !== undefined;
    return { host: stsHost(inputs), chosen, maxAttempts: inputs['retry-max-attempts'] };
}
function stsHost(inputs) {
    const { 'sts-endpoint': endpoint, 'sts-region': region, 'sts-vpc': vpc } = inputs;
    if (endpoint) {
        const other = region ? 'sts-region' : vpc ? 'sts-vpc' : undefined;
        if (other)
            throw new errors/* InputError */.dz(`sts-endpoint and ${other} contradict each other.`);
        return endpoint;
    }
    if (!region) {
        if (vpc)
            throw new errors/* InputError */.dz('sts-vpc: true needs sts-region.');
        return endpoints/* GLOBAL_HOST */.hq;
    }
    if (!endpoints/* KNOWN_REGIONS */.Qu.includes(region)) {
        const likely = (0,endpoints/* likelyRegion */.ZU)(region, endpoints/* KNOWN_REGIONS */.Qu);
        const host = (0,endpoints/* hostOf */.w4)(region, vpc);
        throw new errors/* InputError */.dz(`sts-region: this version knows no STS endpoint in \u201c${region}\u201d.`, `${likely ? `Did you mean ${likely}? ` : ''}Known: ${endpoints/* KNOWN_REGIONS */.Qu.join(', ')}. For a newer one, give sts-endpoint: ${host}${vpc ? ' in place of sts-region and sts-vpc' : ''}.`);
    }
    const host = (0,endpoints/* hostOf */.w4)(region, vpc);
    if (!host) {
        throw new errors/* InputError */.dz(`sts-region: \u201c${region}\u201d has an STS endpoint only inside its VPCs.`, 'Add sts-vpc: true.');
    }
    return host;
}

;// CONCATENATED MODULE: ./lib/plan/make-plan.js






const DEFAULT_METADATA_ENDPOINT = `http://${ECS_METADATA_ADDRESS}`;
function makePlan(inputs, job) {
    const chosen = chooseSource(inputs);
    const roles = planSessions(inputs, job);
    const [ownType] = Object.keys(chosen.types);
    const { source, hops = roles, type = ownType, } = chosen.plan({ inputs, roles, defaults: defaultsFor(inputs, job) });
    if (!type)
        throw new Error('A source serves no type.');
    const identity = chosen.planTellsIdentity && !inputs.refresh
        ? identityIn([source, ...hops, { region: inputs.region }], defaultSessionName(job))
        : undefined;
    refuseForeignRole(inputs);
    return {
        type,
        source,
        hops,
        sts: planSts(inputs),
        allowedAccountIds: inputs['allowed-account-ids'],
        exportOptions: planExport(inputs, chosen, identity),
        summary: inputs.summary,
        dryRun: inputs['dry-run'],
        timeoutSeconds: inputs['timeout-seconds'],
    };
}
function defaultsFor(inputs, job) {
    return {
        roleSessionName: defaultSessionName(job),
        durationSeconds: DEFAULT_SESSION,
        metadataEndpoint: inputs['metadata-endpoint'] ?? DEFAULT_METADATA_ENDPOINT,
        allowHttp: inputs['credentials-uri-allow-http'] ?? false,
        disableImdsV1: inputs['disable-imds-v1'],
    };
}
function identityIn(told, defaultSessionName) {
    const session = ({ roleSessionName, policy }) => ({
        name: roleSessionName === defaultSessionName ? undefined : roleSessionName,
        policy,
    });
    const said = told.map((one) => {
        if (!('role' in one))
            return 'session' in one ? { ...one, session: session(one.session) } : one;
        return { ...one, role: { ...one.role, session: session(one.role.session) } };
    });
    return secrets_secret/* Secret */.zh.of((0,secrets_secret/* revealedJson */.RJ)(said), () => { });
}

;// CONCATENATED MODULE: ./lib/record/state.js


const STATE = 'login';
function saveState(runner, state) {
    runner.saveState(STATE, state ? JSON.stringify(state) : '');
}
function state_readState(runner) {
    const text = runner.state(STATE);
    if (text === '')
        return undefined;
    const saved = parseObject(text);
    const [folder, files] = [textOf(saved?.['folder']), saved?.['files']];
    if (folder === undefined)
        throw new FileError('The state that this step left is damaged.');
    return { folder, ...(Array.isArray(files) && { files: files.filter(isSharedFile) }) };
}
function isSharedFile(value) {
    return ['kind', 'path', 'format'].every((name) => textOf(asObject(value)?.[name]) !== undefined);
}

;// CONCATENATED MODULE: ./lib/record/journal.js





function openJournal(context, profile) {
    const { runner } = context;
    const began = context.clock.now();
    const entries = [];
    const shared = [];
    let folder;
    let announced;
    const ownFolder = () => {
        if (folder !== undefined)
            return folder;
        const make = (name) => {
            saveState(runner, { folder: name });
            makePrivate(context, name);
            folder = name;
        };
        const name = newFolder(context);
        make(name);
        if (!isOpen(context, name))
            return name;
        context.log.warning(`RUNNER_TEMP is on a file system that keeps no permissions: other users of this machine may be able to read and change what is in ${name}${OPEN}.`);
        context.files.removeEmptyFolder(name);
        make(`${name}${OPEN}`);
        return `${name}${OPEN}`;
    };
    const save = (phase = 'logging in') => {
        writeRecord(context, ownFolder(), { began, profile, phase, entries });
        if (announced === shared.length)
            return;
        saveState(runner, { folder: ownFolder(), files: shared });
        announced = shared.length;
    };
    return {
        entries,
        folder: { path: ownFolder, file: (name) => external_node_path_default().join(ownFolder(), name) },
        record: (entry, file) => {
            entries.push(entry);
            if (file)
                shared.push({ kind: entry.kind, ...file });
            save();
        },
        amend: (entry, known) => {
            Object.assign(entry, known);
            save();
        },
        complete: () => {
            if (folder !== undefined)
                save('logged in');
        },
        forget: () => {
            if (folder !== undefined)
                saveState(runner, undefined);
        },
        remove: () => {
            if (folder !== undefined)
                removeRecord(context, folder);
        },
        close: (left) => {
            if (folder === undefined)
                return;
            entries.splice(0, entries.length, ...left);
            if (entries.length > 0) {
                save();
                return emptyFolder(context, folder);
            }
            saveState(runner, { folder });
            private_folder_removePrivateFolder(context, folder);
        },
    };
}

;// CONCATENATED MODULE: ./lib/record/undo.js




async function undoLogin(base, exporterOf) {
    const state = readState(base.runner);
    if (!state)
        return undefined;
    const context = withPatience(base);
    const { folder } = state;
    if (!isPrivateFolder(context, folder))
        throw new FileError(`${folder} is not a folder of this action.`);
    const record = recordOf(context, state);
    const left = record ? await undoEntries(context, record, exporterOf) : [];
    if (!record)
        await undoLost(context, state, exporterOf);
    const isRemoved = (await undo_attempt(context, () => removePrivateFolder(context, folder))) !== false;
    return {
        isComplete: record !== undefined && left.length === 0 && isRemoved,
        isNews: record?.phase !== 'logged out' && (record?.entries ?? []).length > 0,
    };
}
const record_undo_PATIENCE = 30_000;
function withPatience(context) {
    return { ...context, deadline: context.clock.now() + record_undo_PATIENCE };
}
async function undoFailed(context, journal, exporterOf) {
    const { entries } = journal;
    const left = await undoEntries(withPatience(context), { entries, phase: 'logging in' }, exporterOf);
    await undo_attempt(context, () => journal.close(left));
}
function recordOf(context, { folder, files }) {
    let why = `The record of this login in ${folder} is gone`;
    try {
        const record = readRecord(context, folder);
        if (record || !files)
            return record;
    }
    catch (error) {
        why = messageOf(error).replace(/\.$/, '');
    }
    context.log.warning(`${why}. Variables that it set stay until the job ends. ` +
        'Leave what is in RUNNER_TEMP there until the post steps have run.');
    return undefined;
}
async function undoLost(context, { folder, files = [] }, exporterOf) {
    for (const file of files)
        await undo_attempt(context, async () => (await ownerOf(file, exporterOf)).undoLost?.(context, file, folder));
}
async function undoEntries(context, { entries, phase }, exporterOf) {
    const left = [];
    for (const entry of entries.toReversed()) {
        const isUndone = await undo_attempt(context, async () => (await ownerOf(entry, exporterOf)).undo(context, entry, phase === 'logged in'));
        if (!isUndone)
            left.unshift(entry);
    }
    return left;
}
async function discardAll(context, journal, exporterOf) {
    const sorry = 'Could not remove what was kept to undo this login';
    for (const entry of journal.entries)
        await undo_attempt(context, async () => (await ownerOf(entry, exporterOf)).discard?.(context, entry), sorry);
    await undo_attempt(context, () => journal.remove(), sorry);
}
async function undo_attempt({ log }, action, sorry = 'Could not undo everything') {
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

;// CONCATENATED MODULE: ./lib/runtime/time-limit.js

function withTimeLimit(context, seconds, message = `The step ran out of time after ${seconds} seconds (timeout-seconds).`) {
    const limit = new AbortController();
    const { clock } = context;
    const deadline = Math.min(context.deadline, clock.now() + seconds * 1000);
    const timer = setTimeout(() => limit.abort(new errors/* ActionError */.lZ('step.timeout', message)), seconds * 1000);
    timer.unref();
    return { ...context, deadline, signal: AbortSignal.any([context.signal, limit.signal]) };
}

;// CONCATENATED MODULE: ./lib/credentials.js

function credentials_accessKey(accessKeyId, accessKeySecret, mask) {
    return {
        kind: 'access_key',
        accessKeyId: Secret.of(accessKeyId, mask),
        accessKeySecret: Secret.of(accessKeySecret, mask),
    };
}
function stsCredential(fields, mask) {
    return {
        kind: 'sts',
        accessKeyId: secrets_secret/* Secret */.zh.of(fields.accessKeyId, mask),
        accessKeySecret: secrets_secret/* Secret */.zh.of(fields.accessKeySecret, mask),
        securityToken: secrets_secret/* Secret */.zh.of(fields.securityToken, mask),
        ...(fields.expiration && { expiration: fields.expiration }),
    };
}
function bearerToken(token, mask) {
    return { kind: 'bearer', bearerToken: Secret.of(token, mask) };
}

;// CONCATENATED MODULE: ./lib/sources/provider.js

async function withPrefix(prefix, action) {
    try {
        return await action();
    }
    catch (error) {
        if (prefix && error instanceof Error)
            error.message = `${prefix}: ${(0,errors/* messageOf */.bD)(error)}`;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/sources/credential-document.js



const CODES = { metadata: 'metadata.code', 'credentials-uri': 'uri.code' };
function readCredentialDocument(body, service, host, redact) {
    const named = `${errors/* SERVICE_NAMES */.Z1[service]} (${host})`;
    const malformed = (how) => new errors/* NetworkError */.Dr('malformed', host, `${named} answered ${how}.`);
    const document = (0,json/* parseObject */.lj)(body);
    if (!document)
        throw malformed('with something that is not a JSON object');
    const code = (0,json/* textOf */.b6)(document['Code']);
    if (code !== undefined && code !== 'Success') {
        const shown = /^[\w.-]{1,64}$/.test(code) ? redact(code) : 'one that cannot be shown';
        const answer = { service, host, status: 200, serviceCode: shown };
        throw new errors/* ServiceError */._7(CODES[service], `${named} gave no credential; its code is ${shown}.`, answer);
    }
    return readIssued(document, malformed);
}

;// CONCATENATED MODULE: ./lib/sources/ask-credentials-uri.js










const ask_credentials_uri_credentialsUri = {
    check: (source, context) => void locate(source, context),
    get: credentialsUriLogin,
};
async function credentialsUriLogin(source, settings, { context }) {
    const { uri, name, url } = locate(source, context);
    const { host } = url;
    const direct = isLoopback(url.hostname) || isLinkLocal(url.hostname);
    const ask = async () => {
        const response = await context.http.send({ method: 'GET', url, headers: { accept: 'application/json' }, direct }, context.signal);
        const { status } = response;
        if (status !== 200) {
            const code = isTransientStatus(status) ? 'uri.failed' : 'uri.refused';
            throw new errors/* ServiceError */._7(code, `The credentials URI (${host}) answered with status ${status}.`, {
                service: 'credentials-uri',
                host,
                status,
                retryAfter: readRetryAfter(response.headers),
            });
        }
        return readCredentialDocument(response.body, 'credentials-uri', host, context.log.redactEcho);
    };
    const document = await during(context, 'credentials-uri', host, () => retry(context, settings.maxAttempts, verdictByCode, ask));
    return {
        issued: true,
        issuer: `the credentials URI (${host})`,
        credential: stsCredential(document, context.log.mask),
        renewal: { source: { ...source, uri, name }, sts: settings, hops: [] },
    };
}
function locate(source, context) {
    const uri = source.uri ?? fromEnvironment(context);
    const name = source.uri ? (source.name ?? 'credentials-uri') : URI_VARIABLE;
    const url = checkUri(uri, name, source.allowHttp);
    conceal(context, url);
    return { uri, name, url };
}
function fromEnvironment({ env, log }) {
    const uri = env.get(URI_VARIABLE);
    if (!uri)
        throw new errors/* InputError */.dz(`type: credentials_uri needs credentials-uri, or ${URI_VARIABLE} in the environment.`);
    const flaw = (0,secrets_secret/* flawOf */.e3)(uri, true);
    if (flaw)
        throw new errors/* InputError */.dz(`${URI_VARIABLE} ${flaw}.`);
    return secrets_secret/* Secret */.zh.of(uri, log.mask);
}
function checkUri(uri, name, allowHttp) {
    const url = URL.parse(uri.reveal());
    if (!url || !['http:', 'https:'].includes(url.protocol))
        throw new errors/* InputError */.dz(`${name} is not an http or https URL.`);
    if (url.username || url.password)
        throw new errors/* InputError */.dz(`${name} has a user name or password in it, which is not supported.`);
    const near = isLoopback(url.hostname) || isLinkLocal(url.hostname);
    if (url.protocol === 'http:' && !near && !allowHttp) {
        throw new errors/* InputError */.dz(`${name} would send a credential over plain http to ${url.host}.`, 'Use https, or set credentials-uri-allow-http: true if the network between is trusted.');
    }
    return url;
}
function conceal({ log }, url) {
    if (url.pathname.length > 1)
        log.conceal(url.pathname + url.search);
    for (const value of url.searchParams.values())
        log.conceal(value);
    const parts = [...url.pathname.split('/'), ...url.searchParams.keys()];
    for (const part of parts)
        if (part.length >= 8 && !WORDS.includes(part))
            log.conceal(part);
}
const WORDS = ['credentials', 'credential', 'security-credentials', 'meta-data', 'metadata'];

;// CONCATENATED MODULE: ./lib/sources/ask-ecs-metadata.js








const SERVICE = errors/* SERVICE_NAMES */.Z1.metadata;
const ROLE_VARIABLE = 'ALIBABA_CLOUD_ECS_METADATA';
const ROLES = '/latest/meta-data/ram/security-credentials/';
const TIMEOUT = 1_000;
const ask_ecs_metadata_MOST_ATTEMPTS = 2;
const TOKEN_TTL = '60';
const ask_ecs_metadata_ecsRamRole = {
    check: ({ roleName, found }, context) => {
        if (!roleName || found)
            refuseWhereForbidden(context);
    },
    get: instanceLogin,
};
function instanceLogin(source, settings, { context }) {
    const { host } = new URL(source.endpoint);
    const maxAttempts = Math.min(ask_ecs_metadata_MOST_ATTEMPTS, settings.maxAttempts ?? ask_ecs_metadata_MOST_ATTEMPTS);
    return during(context, 'metadata', host, async () => {
        const { credential, role, isHardened } = await askCredential({ ...source, context, host, maxAttempts });
        const { from, endpoint } = source;
        const again = { from, endpoint, roleName: role, disableImdsV1: isHardened };
        const renewal = { source: again, sts: settings, hops: [] };
        return { issued: true, issuer: `the instance role \u201c${role}\u201d`, credential, renewal };
    });
}
async function askCredential(asked) {
    const { context, host } = asked;
    const roleName = asked.roleName ?? (context.env.get(ROLE_VARIABLE) || undefined);
    const headers = await openSession(asked);
    const role = roleName ?? (await askRoleName(asked, headers));
    const request = { path: `${ROLES}${encodeURIComponent(role)}`, headers };
    const document = await ask(asked, request, (response) => {
        if (response.status === 404)
            throw unknownRole(asked, response, role);
        return readCredentialDocument(successful(asked, response), 'metadata', host, context.log.redactEcho);
    });
    const credential = stsCredential(document, context.log.mask);
    return { credential, role, isHardened: Object.keys(headers).length > 0 };
}
function refuseWhereForbidden({ env }) {
    if (env.get('ALIBABA_CLOUD_ECS_METADATA_DISABLED')?.toLowerCase() === 'true') {
        throw new errors/* ActionError */.lZ('metadata.forbidden', 'ALIBABA_CLOUD_ECS_METADATA_DISABLED forbids asking the ECS metadata service.');
    }
}
async function openSession(asked) {
    const { context, host } = asked;
    const headers = { 'x-aliyun-ecs-metadata-token-ttl-seconds': TOKEN_TTL };
    const request = { method: 'PUT', path: '/latest/api/token', headers };
    const response = await ask(asked, request, ask_ecs_metadata_asItIs).catch(async (error) => {
        throw await unlessOnlyPutIsSilent(asked, error);
    });
    const { status, body } = response;
    const token = body.trim();
    if (status === 200 && (0,secrets_secret/* flawOfIssued */.dd)({ token }) === undefined) {
        context.log.mask(token);
        return { 'x-aliyun-ecs-metadata-token': token };
    }
    const disabled = asked.disableImdsV1 ?? context.env.get('ALIBABA_CLOUD_IMDSV1_DISABLED')?.toLowerCase() === 'true';
    if (disabled || status === 403) {
        const code = disabled ? 'metadata.no-hardened-mode' : 'metadata.refused';
        const message = `${SERVICE} (${host}) gave no token for hardened mode (status ${status}).`;
        throw refusal(asked, response, code, { message });
    }
    context.log.warning(`${SERVICE} has no hardened mode here (status ${status}), so normal mode is used. Set disable-imds-v1: true ` +
        'to forbid that.');
    return {};
}
async function unlessOnlyPutIsSilent(asked, error) {
    if (!(error instanceof errors/* NetworkError */.Dr) || error.fault !== 'timeout')
        return error;
    const answered = await send(asked, { path: '/latest/meta-data/instance-id', headers: {} }).then(() => true, () => false);
    if (!answered)
        return error;
    const message = `${SERVICE} (${error.host}) answers, but not the request for a hardened-mode token.`;
    return new errors/* NetworkError */.Dr('timeout', error.host, message, { code: 'metadata.hops', cause: error });
}
async function askRoleName(asked, headers) {
    const response = await ask(asked, { path: ROLES, headers }, ask_ecs_metadata_asItIs);
    const name = response.body.trim();
    if (response.status === 404 || (response.status === 200 && name === ''))
        throw refusal(asked, response, 'metadata.no-role', { message: 'This instance has no RAM role.' });
    if (!formats/* ROLE_NAME */.VA.test(successful(asked, response).trim())) {
        const message = `${SERVICE} answered with something that is not a role name.`;
        throw new errors/* NetworkError */.Dr('malformed', asked.host, message);
    }
    return name;
}
function send({ context, endpoint }, { method = 'GET', path, headers }) {
    const url = new URL(path, endpoint);
    return context.http.send({ method, url, headers, direct: true, timeout: TIMEOUT }, context.signal);
}
const SILENCE = ['timeout', 'refused', 'unreachable', 'reset', 'dns'];
async function ask(asked, request, read) {
    try {
        return await retry(asked.context, asked.maxAttempts, verdictOf, async () => {
            const response = await send(asked, request);
            const { status } = response;
            if (isTransientStatus(status))
                throw refusal(asked, response, 'metadata.failed', {
                    message: `${SERVICE} failed (status ${status}).`,
                });
            return read(response);
        });
    }
    catch (error) {
        if (!(error instanceof errors/* NetworkError */.Dr) || !SILENCE.includes(error.fault))
            throw error;
        const silence = error.fault === 'timeout'
            ? `no answer from ${error.host} within ${TIMEOUT / 1000} second.`
            : error.message;
        const details = { cause: error, code: 'metadata.silent' };
        throw new errors/* NetworkError */.Dr(error.fault, error.host, `${SERVICE} does not answer: ${silence}`, details);
    }
}
function ask_ecs_metadata_asItIs(response) {
    return response;
}
function successful(asked, response) {
    if (response.status === 200)
        return response.body;
    const message = `${SERVICE} (${asked.host}) refused (status ${response.status}).`;
    throw refusal(asked, response, 'metadata.refused', { message });
}
function unknownRole(asked, response, role) {
    const { roleName, namedBy = 'role-name', context } = asked;
    const named = roleName ? namedBy : context.env.get(ROLE_VARIABLE) && ROLE_VARIABLE;
    const remedy = named === 'role-name' ? 'Correct role-name, or leave it out.' : `Correct ${named}.`;
    const message = `The instance has no RAM role \u201c${role}\u201d.`;
    return refusal(asked, response, 'metadata.role-unknown', { message, hint: named && remedy });
}
function refusal({ host }, { status, headers }, code, { message, hint }) {
    const answer = { service: 'metadata', host, status, retryAfter: readRetryAfter(headers) };
    return new errors/* ServiceError */._7(code, message, answer, { hint });
}

// EXTERNAL MODULE: ./lib/profiles/places.js
var places = __nccwpck_require__(571);
;// CONCATENATED MODULE: ./lib/renewal/command.js




function renewingCommand({ program, platform, files }, folder) {
    const script = path.join(program.dist, 'refresh', 'index.js');
    if (!files.look(script))
        throw new FileError(`${script} is gone.`, { hint: 'It is a part of this action.' });
    const words = [program.node, script, folder];
    const plain = platform === 'win32' ? /^[\w.:@+=,~/\\-]+$/ : /^[\w.:@+=,~/-]+$/;
    const odd = words.find((word) => !plain.test(word));
    if (odd !== undefined) {
        throw new InputError(`refresh: some tools cannot run a command with this path in it: \u201c${odd}\u201d.`, 'Install the runner and its RUNNER_TEMP in a path that has only letters, digits, dots, dashes and underscores.');
    }
    return words.join(' ');
}
function folderOf(context, command) {
    const folder = command.split(' ')[2] ?? '';
    return private_folder_isPrivateFolder(context, folder) ? folder : undefined;
}
function refuseWhereDisabled({ env }) {
    const value = env.get(SWITCH)?.trim().toLowerCase() ?? '';
    if (['', '0', 'false', 'no', 'off'].includes(value))
        return;
    throw new InputError(`${SWITCH} is set, so no tool would run the command of a profile that renews itself.`, 'Unset it for this job, or log in without refresh.');
}
const SWITCH = 'ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS';
const METADATA_DISABLED = 'ALIBABA_CLOUD_ECS_METADATA_DISABLED';
function ownersContext(context) {
    const { env } = context;
    const get = (name) => name === METADATA_DISABLED && env.get(name) && setByLogins(context)(name) ? undefined : env.get(name);
    return { ...context, env: { ...env, get } };
}

;// CONCATENATED MODULE: ./lib/renewal/recipe.js





const recipe_VERSION = 1;
const recipe_NAME = 'refresh.json';
function specFile(folder) {
    return external_node_path_default().join(folder, recipe_NAME);
}
function formatSpec(spec) {
    return revealedJson({ version: recipe_VERSION, ...spec });
}
function revive(_name, value) {
    const secret = (0,json/* textOf */.b6)((0,json/* asObject */.eB)(value)?.['secret']);
    return secret === undefined ? value : secrets_secret/* Secret */.zh.of(secret, () => { });
}
function readSpec(context, folder) {
    const file = specFile(folder);
    const text = readOwnFile(context, folder, recipe_NAME);
    if (text === undefined) {
        throw new errors/* FileError */.f6(`${file} is gone.`, {
            hint: 'The job that logged in has ended or logged out, or something has emptied its RUNNER_TEMP. Log in again.',
        });
    }
    const spec = (0,json/* parseObject */.lj)(text, revive);
    if (!spec)
        throw new errors/* FileError */.f6(`${file} is damaged.`, { hint: 'Log in again.' });
    if (spec['version'] !== recipe_VERSION) {
        throw new errors/* FileError */.f6(`${file} was written by another version of this action.`, {
            hint: 'Log in again, with one version in all steps of the job.',
        });
    }
    return spec;
}

;// CONCATENATED MODULE: ./lib/sources/find-profile.js







async function findProfile(context, name, defaults) {
    const inIni = await findInIni(context, name, defaults);
    if ('source' in inIni)
        return inIni;
    const inConfig = await findInConfig(context, name, defaults);
    if ('source' in inConfig)
        return inConfig;
    throw new errors/* FileError */.f6(`source-profile: there is no profile \u201c${(0,escapes/* visible */.RK)(name)}\u201d: ${inIni.reason}; ${inConfig.reason}.`, {
        hint: 'Set ALIBABA_CLOUD_CREDENTIALS_FILE if the file is elsewhere.',
        code: 'profile.unusable',
    });
}
async function findInIni(context, name, defaults) {
    const files = iniFiles(context);
    const texts = files.map((file) => ({ file, text: context.files.read(file) }));
    if (files.length === 0)
        return { reason: 'there is no home folder' };
    const absent = { reason: `no [${(0,escapes/* visible */.RK)(name)}] in ${files.join(' or ')}` };
    if (texts.every(({ text }) => text === undefined))
        return absent;
    const { iniSection, readIniSection } = await __nccwpck_require__.e(/* import() */ 605).then(__nccwpck_require__.bind(__nccwpck_require__, 605));
    const [found, other] = texts.flatMap(({ file, text }) => {
        const section = text === undefined ? undefined : iniSection(text, file, name);
        return section && Object.keys(section).length > 0 ? [{ file, section }] : [];
    });
    if (!found)
        return absent;
    if (other && !(0,external_node_util_namespaceObject.isDeepStrictEqual)(found.section, other.section)) {
        throw new errors/* FileError */.f6(`[${(0,escapes/* visible */.RK)(name)}] is in ${found.file} and in ${other.file}, and they differ.`, {
            hint: 'Some SDKs read the first and some the second: keep one, or name one with ALIBABA_CLOUD_CREDENTIALS_FILE.',
            code: 'profile.unusable',
        });
    }
    const definition = readIniSection(found.section, name, readingOf(context, found.file, defaults));
    return { ...definition, origin: `profile \u201c${name}\u201d of ${found.file}` };
}
async function findInConfig(context, name, defaults) {
    const file = (0,places/* configFile */.Ze)(context);
    if (file === undefined)
        return { reason: 'there is no home folder' };
    const text = context.files.read(file);
    if (text === undefined)
        return { reason: `${file} does not exist` };
    const { readConfigProfile } = await __nccwpck_require__.e(/* import() */ 336).then(__nccwpck_require__.bind(__nccwpck_require__, 336));
    const found = readConfigProfile(text, name, readingOf(context, file, defaults));
    if ('reason' in found)
        return found;
    return {
        ...found,
        profile: name ?? '',
        origin: `${name ? `profile \u201c${name}\u201d` : 'the current profile'} of ${file}`,
    };
}
function readingOf(context, file, defaults) {
    const { log, env, clock } = context;
    return {
        file,
        defaults,
        mask: log.mask,
        warn: log.warning,
        tokenFile: () => env.get('ALIBABA_CLOUD_OIDC_TOKEN_FILE') || undefined,
        now: clock.now(),
        ownProfile: (command) => {
            const folder = folderOf(context, command);
            if (folder === undefined)
                return undefined;
            const { renewal, allowedAccountIds } = readSpec(context, folder);
            return { ...renewal, stsHost: () => renewal.sts.host, allowedAccountIds };
        },
    };
}
function iniFiles({ env, home }) {
    const chosen = env.get('ALIBABA_CLOUD_CREDENTIALS_FILE');
    if (chosen)
        return [chosen];
    const folder = home();
    return folder === undefined
        ? []
        : ['credentials', 'credentials.ini'].map((name) => external_node_path_default().join(folder, '.alibabacloud', name));
}

;// CONCATENATED MODULE: ./lib/sources/read-environment.js




function findInEnvironment(context) {
    const { env } = context;
    const missing = missingOfKey(env);
    if (missing.length > 0) {
        const profile = env.get('ALIBABA_CLOUD_PROFILE');
        throw new errors/* InputError */.dz(`role-chaining starts from the credential in the environment, but ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set.`, profile
            ? `The job has the profile \u201c${(0,escapes/* visible */.RK)(profile)}\u201d: to start from it, give source-profile: ${(0,escapes/* visible */.RK)(profile)} in place of role-chaining.`
            : 'Log in with export-env in an earlier step, or choose another way to log in.');
    }
    return { source: keyInEnvironment(context), hops: [], origin: 'the credential in the environment' };
}
function keyInEnvironment({ env, log }) {
    const [id, secret] = KEY_VARIABLES;
    const read = (name) => {
        const value = env.get(name) ?? '';
        const flaw = value && (0,secrets_secret/* flawOf */.e3)(value, name !== secret);
        if (flaw)
            throw new errors/* InputError */.dz(`${name} ${flaw}.`, secrets_secret/* FLAW_HINT */.FU);
        return value;
    };
    const [accessKeyId, accessKeySecret, token] = [read(id), read(secret), read(TOKEN_VARIABLE)];
    const masked = (value) => secrets_secret/* Secret */.zh.of(value, log.mask);
    const key = { accessKeyId: masked(accessKeyId), accessKeySecret: masked(accessKeySecret) };
    return token ? { from: 'sts', ...key, securityToken: masked(token) } : { from: 'access_key', ...key };
}

;// CONCATENATED MODULE: ./lib/sources/default-chain.js








const CLI_DISABLED = 'ALIBABA_CLOUD_CLI_PROFILE_DISABLED';
const default_chain_METADATA_DISABLED = 'ALIBABA_CLOUD_ECS_METADATA_DISABLED';
const ROLE_NAME = 'ALIBABA_CLOUD_ECS_METADATA';
const PLACES = {
    'the key in the environment': findKey,
    'the OIDC role in the environment': findOidcRole,
    'config.json': (context, defaults) => {
        if (isTrue(context, CLI_DISABLED))
            return { reason: `${CLI_DISABLED} is true` };
        return findInConfig(context, context.env.get('ALIBABA_CLOUD_PROFILE') || undefined, defaults);
    },
    'the credentials file': findInFile,
    'the instance role': (context, { metadataEndpoint: endpoint, disableImdsV1 }) => {
        if (isTrue(context, default_chain_METADATA_DISABLED))
            return { reason: `${default_chain_METADATA_DISABLED} is true` };
        const roleName = context.env.get(ROLE_NAME);
        if (!roleName)
            return { reason: `${ROLE_NAME} is not set` };
        const source = { from: 'ecs_ram_role', endpoint, roleName, namedBy: ROLE_NAME, disableImdsV1 };
        return { source, hops: [] };
    },
    'the credentials URI': ({ env }, { allowHttp }) => env.get(URI_VARIABLE)
        ? { source: { from: 'credentials_uri', allowHttp }, hops: [] }
        : { reason: `${URI_VARIABLE} is not set` },
};
async function firstConfigured(context, defaults) {
    const reasons = [];
    for (const [name, find] of Object.entries(PLACES)) {
        const prefix = `Default chain, ${name}`;
        const found = await withPrefix(prefix, async () => find(context, defaults));
        if (!('reason' in found)) {
            context.log.info(`Default chain: ${name}.`);
            return { ...found, prefix };
        }
        context.log.debug(`Default chain: skipped ${name}: ${found.reason}`);
        reasons.push(`- ${name}: ${found.reason}`);
    }
    throw new errors/* ActionError */.lZ('default.nothing', `No way to log in is configured.\n${reasons.join('\n')}`);
}
function findKey(context) {
    const missing = missingOfKey(context.env);
    const standing = KEY_VARIABLES.filter((name) => !missing.includes(name));
    if (standing.length === 0)
        return { reason: `${missing[0]} is not set` };
    if (missing.length > 0)
        throw new errors/* InputError */.dz(`${standing} is set, but ${missing} is not.`);
    return { source: keyInEnvironment(context), hops: [], origin: 'the key in the environment' };
}
async function findInFile(context, defaults) {
    const chosen = context.env.get('ALIBABA_CLOUD_PROFILE');
    const files = iniFiles(context);
    const found = await findInIni(context, chosen || 'default', defaults);
    if ('source' in found)
        return found;
    if (chosen) {
        throw new errors/* InputError */.dz(`ALIBABA_CLOUD_PROFILE names \u201c${chosen}\u201d, which is in no file (${[(0,places/* configFile */.Ze)(context) ?? [], ...files].flat().join(', ')}), or not configured there.`);
    }
    if (context.env.get('ALIBABA_CLOUD_CREDENTIALS_FILE')) {
        throw new errors/* InputError */.dz(`ALIBABA_CLOUD_CREDENTIALS_FILE is set, but ${files.join()} has no section [default].`);
    }
    return found;
}
const ROLE = 'ALIBABA_CLOUD_ROLE_ARN';
const PROVIDER = 'ALIBABA_CLOUD_OIDC_PROVIDER_ARN';
const TOKEN_FILE = 'ALIBABA_CLOUD_OIDC_TOKEN_FILE';
const SESSION_NAME = 'ALIBABA_CLOUD_ROLE_SESSION_NAME';
function findOidcRole({ env }, defaults) {
    const names = [ROLE, PROVIDER, TOKEN_FILE];
    const [roleArn, oidcProviderArn, path] = names.map((name) => env.get(name) || undefined);
    if (!roleArn || !oidcProviderArn || !path) {
        const missing = names.filter((name) => !env.get(name));
        const absent = `${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} not set`;
        const meant = oidcProviderArn ? PROVIDER : roleArn && path ? TOKEN_FILE : undefined;
        if (meant)
            throw new errors/* InputError */.dz(`${meant} is set, but ${absent}.`);
        return { reason: absent };
    }
    if (!formats/* ROLE_ARN */.xG.test(roleArn))
        throw new errors/* InputError */.dz(`${ROLE} is not the ARN of a role.`);
    if (!formats/* OIDC_PROVIDER_ARN */.wR.test(oidcProviderArn)) {
        throw new errors/* InputError */.dz(`${PROVIDER} is not the ARN of an OIDC provider.`);
    }
    const roleSessionName = env.get(SESSION_NAME) || defaults.roleSessionName;
    if (!formats/* ROLE_SESSION_NAME */.mE.test(roleSessionName)) {
        throw new errors/* InputError */.dz(`${SESSION_NAME} is not a role session name: 2 to 64 letters, digits and . @ _ -`);
    }
    const session = { roleSessionName, durationSeconds: defaults.durationSeconds };
    const source = { from: 'token-file', path, role: { oidcProviderArn, roleArn, session } };
    return { source, hops: [], origin: 'the OIDC role in the environment' };
}
function isTrue({ env }, name) {
    return env.get(name)?.toLowerCase() === 'true';
}

;// CONCATENATED MODULE: ./lib/text/jwt.js

const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;
function claimsOf(token) {
    const payload = token.split('.')[1];
    if (!payload)
        return undefined;
    return (0,json/* parseObject */.lj)(Buffer.from(payload, 'base64url').toString('utf8'));
}
const LONGEST_OIDC_TOKEN = 20_000;

;// CONCATENATED MODULE: ./lib/github/why-no-token.js



function whyNoToken({ env, job }) {
    if (env.get('ACTIONS_ID_TOKEN_REQUEST_URL') || env.get('ACTIONS_ID_TOKEN_REQUEST_TOKEN')) {
        return new errors/* ActionError */.lZ('github.variables', 'Of ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN only one is set.');
    }
    const pod = env.get('ALIBABA_CLOUD_OIDC_TOKEN_FILE');
    const noToken = (code) => new errors/* ActionError */.lZ(code, pod
        ? `There is no OIDC token for this job. This pod has one of its own (ALIBABA_CLOUD_OIDC_TOKEN_FILE): to log in with it, give oidc-token-file: ${(0,escapes/* visible */.RK)(pod)}, and the pod\u2019s provider as oidc-provider-arn.`
        : 'There is no OIDC token for this job.');
    if (env.get('FORGEJO_ACTIONS') === 'true')
        return noToken('github.forgejo');
    if (env.get('GITEA_ACTIONS') === 'true')
        return noToken('github.gitea');
    if (!env.get('GITHUB_RUN_ID') || env.get('ACT') === 'true')
        return noToken('github.runner');
    const { actor, eventName, payload, serverUrl } = job();
    if (eventName !== 'pull_request_target' && isFork(payload))
        return noToken('github.fork');
    if (actor === 'dependabot[bot]')
        return noToken('github.dependabot');
    const server = URL.parse(serverUrl || 'https://github.com')?.hostname ?? '';
    if (server !== 'github.com' && !server.endsWith('.ghe.com'))
        return noToken('github.server');
    return noToken('github.permission');
}
function isFork(event) {
    const pull = (0,json/* asObject */.eB)((0,json/* asObject */.eB)(event)?.['pull_request']);
    const head = (0,json/* asObject */.eB)((0,json/* asObject */.eB)(pull?.['head'])?.['repo']);
    const base = (0,json/* asObject */.eB)((0,json/* asObject */.eB)(pull?.['base'])?.['repo']);
    return base !== undefined && head?.['id'] !== base['id'];
}

;// CONCATENATED MODULE: ./lib/github/oidc.js











const oidc_REQUEST_URL = 'ACTIONS_ID_TOKEN_REQUEST_URL';
async function mintToken(context, audience, maxAttempts) {
    const host = URL.parse(context.env.get(oidc_REQUEST_URL) ?? '')?.host;
    return during(context, 'token', host, async () => {
        const { url, bearer } = tokenEndpoint(context);
        url.searchParams.set('audience', audience);
        return retry(context, maxAttempts, verdictOf, async () => {
            const response = await context.http.send({ method: 'GET', url, headers: { accept: 'application/json', authorization: `Bearer ${bearer}` } }, context.signal);
            return secrets_secret/* Secret */.zh.of(readToken(response, url.host, context.log.redactEcho), context.log.mask);
        });
    });
}
function tokenEndpoint(context) {
    const url = context.env.get(oidc_REQUEST_URL);
    const bearer = context.env.get('ACTIONS_ID_TOKEN_REQUEST_TOKEN');
    if (!url || !bearer)
        throw whyNoToken(context);
    context.log.conceal(bearer);
    const parsed = URL.parse(url);
    if (!parsed || !isTrustworthy(parsed)) {
        throw new errors/* ActionError */.lZ('github.variables', 'ACTIONS_ID_TOKEN_REQUEST_URL is not an https URL.');
    }
    return { url: parsed, bearer };
}
const oidc_LONGEST_MESSAGE = 1024;
function isTrustworthy(url) {
    return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}
function readToken(response, host, redact) {
    if (response.status !== 200) {
        const body = (0,json/* parseObject */.lj)((0,escapes/* shortened */.vI)(response.body, escapes/* LONGEST_ERROR */._U));
        const said = (0,json/* textOf */.b6)(body?.['message']);
        const serviceMessage = said && shownOf(said, redact, oidc_LONGEST_MESSAGE);
        const retryAfter = readRetryAfter(response.headers);
        throw new errors/* ServiceError */._7(isTransientStatus(response.status) ? 'github.unavailable' : 'github.refused', `GitHub gave no OIDC token: ${host} answered with status ${response.status}${serviceMessage ? ` (${serviceMessage})` : ''}.`, {
            service: 'github',
            action: 'the request for an OIDC token',
            host,
            status: response.status,
            ...(serviceMessage && { serviceMessage }),
            ...(retryAfter !== undefined && { retryAfter }),
        });
    }
    const token = (0,json/* textOf */.b6)((0,json/* parseObject */.lj)(response.body)?.['value']);
    if (!token)
        throw new errors/* NetworkError */.Dr('malformed', host, `${host} answered without an OIDC token.`);
    if (token.length > LONGEST_OIDC_TOKEN || !JWT.test(token))
        throw new errors/* NetworkError */.Dr('malformed', host, `${host} answered with something that is not an OIDC token.`);
    return token;
}

;// CONCATENATED MODULE: ./lib/github/token-file.js




function githubTokenFile(folder, audience, maxAttempts) {
    const file = () => folder.file('oidc-token');
    return {
        path: file,
        refresh: async (context) => {
            const minting = mintToken(context, audience, maxAttempts);
            const making = context.clock.nextTurn().then(file);
            await Promise.allSettled([minting, making]);
            const [token, path] = await Promise.all([minting, making]);
            const { files } = context;
            const scratch = folder.scratch?.('oidc-token');
            if (scratch === undefined && !files.look(path))
                return files.create(path, token.reveal());
            const temporary = scratch ?? `${path}.new`;
            files.remove(temporary);
            files.replace(path, temporary, token.reveal());
        },
    };
}
function token_file_readToken(context, tokenFile) {
    const path = tokenFile.path();
    const token = context.files.read(path)?.trim();
    const code = 'token-file.empty';
    if (token === undefined)
        throw new errors/* FileError */.f6(`There is no OIDC token at ${path}.`, { code });
    if (token === '')
        throw new errors/* FileError */.f6(`The OIDC token file ${path} is empty.`, { code });
    if (!tokenFile.refresh && !JWT.test(token)) {
        throw new errors/* FileError */.f6(`${path} holds no OIDC token: it is not three base64url parts with dots between.`, {
            hint: 'Name the file that holds the token itself, as a JWT, and nothing else.',
            code,
        });
    }
    if (token.length > LONGEST_OIDC_TOKEN) {
        const most = `STS takes no OIDC token of more than ${LONGEST_OIDC_TOKEN}`;
        throw new errors/* FileError */.f6(`${path} holds ${token.length} characters, and ${most}.`, { code });
    }
    return secrets_secret/* Secret */.zh.of(token, context.log.mask);
}

;// CONCATENATED MODULE: ./lib/sources/exchange-oidc-token.js









const ASKING_ENDS = 5.5 * 60 * 60 * 1000;
const exchange_oidc_token_github = {
    check: (_source, context) => {
        newFolder(context);
        tokenEndpoint(context);
    },
    get: async (source, settings, tools) => {
        const file = githubTokenFile(tools.folder, source.audience, settings.maxAttempts);
        return { ...(await exchange(source, file, settings, tools)), tokenFile: file.path() };
    },
    again: {
        check: ({ env }) => {
            const missing = [REQUEST_URL, REQUEST_TOKEN].filter((name) => !env.get(name));
            if (missing.length === 0)
                return;
            throw new errors/* ActionError */.lZ('github.variables', `The environment has no ${missing.join(' and no ')}.`, {
                hint: 'The login had them: run the tool with a step\u2019s environment. sudo, env -i and some sandboxes drop it.',
            });
        },
        explain: (error, passed) => {
            const refused = error instanceof errors/* ServiceError */._7 && error.code === 'github.refused';
            if (!refused || passed < ASKING_ENDS)
                return error;
            return new errors/* ActionError */.lZ('github.ended', 'GitHub gives this job no OIDC token any more.', {
                cause: error,
            });
        },
    },
};
const exchange_oidc_token_tokenFile = {
    check: ({ path }, context) => void token_file_readToken(context, { path: () => path }),
    get: (source, settings, tools) => exchange(source, { path: () => source.path }, settings, tools),
};
async function exchange(source, file, settings, { context, sts }) {
    const { oidcProviderArn, roleArn, session } = source.role;
    const { credential, identity } = await sts.call(settings, async () => {
        await file.refresh?.(context);
        const token = token_file_readToken(context, file).reveal();
        const exchange = { oidcProviderArn, roleArn, claims: claimsOf(token) };
        return { ...assumeRoleWithOidc(oidcProviderArn, roleArn, session, token), exchange };
    }, readAssumedRole);
    const renewal = { source, sts: settings, hops: [] };
    return { issued: true, credential: stsCredential(credential, context.log.mask), identity, renewal };
}

;// CONCATENATED MODULE: ./lib/sources/providers.js






const PROVIDERS = {
    github: exchange_oidc_token_github,
    'token-file': exchange_oidc_token_tokenFile,
    access_key: providers_given(({ from: kind, ...key }) => ({ kind, ...key })),
    sts: providers_given(({ from: kind, expiration, ...key }) => ({ kind, ...key, ...(expiration && { expiration }) })),
    ecs_ram_role: ask_ecs_metadata_ecsRamRole,
    credentials_uri: ask_credentials_uri_credentialsUri,
    bearer: providers_given(({ from: kind, bearerToken }) => ({ kind, bearerToken })),
};
const FINDERS = {
    environment: { find: async (_source, context) => findInEnvironment(context) },
    profile: { find: ({ name, defaults }, context) => findProfile(context, name, defaults) },
    default: { find: ({ defaults }, context) => firstConfigured(context, defaults) },
};
function providerOf(source) {
    return PROVIDERS[source.from];
}
function finderOf(source) {
    return FINDERS[source.from];
}
function isAsked(source) {
    return Object.hasOwn(PROVIDERS, source.from);
}
function providers_given(holds) {
    return { holds, get: async (source) => ({ issued: false, credential: holds(source) }) };
}

;// CONCATENATED MODULE: ./lib/sources/role-chain.js








async function findStart(context, { source, sts, hops, exportOptions }) {
    const found = isAsked(source) ? { source, hops: [] } : await finderOf(source).find(source, context);
    const { stsHost, ...start } = { ...found, origin: found.origin && (0,escapes/* visible */.RK)(found.origin) };
    return inStart(start, async () => {
        if (exportOptions.maskAccountId && !isAsked(source))
            maskAccountsOf(context, found);
        const host = sts.chosen ? undefined : stsHost?.(context.log.warning);
        providerOf(found.source).check?.(found.source, context);
        const isSigner = providerOf(found.source).holds?.(found.source).kind !== 'bearer';
        if (found.hops.length + hops.length > 0 && !isSigner)
            throw new errors/* InputError */.dz('role-to-assume needs a credential that can sign, and a bearer token was found.');
        return { ...start, sts: host ? { ...sts, host } : sts };
    });
}
function logIn(start, tools) {
    const { source, sts, origin, profile } = start;
    return inStart(start, async () => {
        const login = await assumeEach(await providerOf(source).get(source, sts, tools), start, tools);
        return { ...login, profile, origin: login.origin ?? origin };
    });
}
async function assumeEach(first, { hops, sts }, tools) {
    let login = first;
    for (const hop of hops)
        login = await assume(login, hop, hop.sts ?? sts, tools);
    return login;
}
function inStart({ prefix, origin }, action) {
    return withPrefix(prefix, () => (0,errors/* withErrorContext */.mO)({ origin }, action));
}
function maskAccountsOf({ log }, { source, hops }) {
    const roles = [...('role' in source ? [source.role] : []), ...hops];
    for (const { roleArn } of roles)
        log.mask(formats/* ROLE_ARN */.xG.exec(roleArn)?.[1] ?? '');
}
async function assume(before, hop, settings, { context, sts }) {
    const { credential: signer, identity: caller, issuer, origin, tokenFile, renewal } = before;
    if (signer.kind === 'bearer')
        throw new Error('A bearer token assumes no role.');
    const by = caller ? `as ${(0,escapes/* visible */.RK)(caller.arn)}` : (issuer ?? origin) && `with ${issuer ?? origin}`;
    const { credential, identity } = await (0,errors/* withErrorContext */.mO)({ signer: origin }, () => sts.call(settings, () => ({ ...assumeRole(signer, hop), caller: by }), readAssumedRole));
    return {
        issued: true,
        credential: stsCredential(credential, context.log.mask),
        identity,
        origin,
        tokenFile,
        renewal: renewal && { ...renewal, hops: [...renewal.hops, { ...hop, sts: settings }] },
    };
}

;// CONCATENATED MODULE: ./lib/acr-login.js


























async function acrLogin(base) {
    const inputs = readTable(base, ACR_INPUTS);
    const hosts = [...new Set(inputs.registry)];
    if (!inputs.registry)
        throw new errors/* InputError */.dz('registry is missing.');
    const registries = hosts.map((host) => registryAt(host, inputs['instance-id']));
    const { profile, context: places } = credentialLeft(base, inputs.profile);
    const unset = readInputs({ ...base, env: environment({}) });
    const plan = makePlan({ ...unset, 'source-profile': profile ?? '-' }, {});
    const context = withTimeLimit(base, plan.timeoutSeconds, 'The step has run out of time, after a minute.');
    const client = findClient(context, inputs.client);
    const file = loginFile(context);
    parseLogins(context.files.read(file) ?? '', file);
    runnerTemp(context);
    const start = await findStart({ ...context, env: places.env, home: places.home }, profile ? plan : { ...plan, source: { from: 'environment' } });
    const journal = openJournal(context);
    try {
        const tools = { context, sts: stsClient(context), folder: journal.folder };
        const login = await logIn(start, tools);
        const asked = { sts: plan.sts, allowedAccountIds: start.allowedAccountIds ?? [] };
        if (asked.allowedAccountIds.length > 0)
            refuseForeignAccount(asked, await identify(tools.sts, asked, login));
        const passwords = [];
        for (const one of registries)
            passwords.push(await askForPassword(login, one, plan.sts, tools));
        const salt = context.random.uuid();
        const logins = passwords.map(({ host, auth }) => [host, checksum(salt, auth.reveal())]);
        const { program } = client;
        const own = { kind: 'registry', mayReturn: true };
        const variables = Object.fromEntries(CLIENT_VARIABLES.map((name) => [name, context.env.get(name)]));
        const makesFolder = !context.files.look(external_node_path_default().dirname(file));
        const entry = { ...own, program, variables, file, makesFolder, salt, logins: Object.fromEntries(logins) };
        const before = context.files.read(file) ?? null;
        journal.record({ ...entry, before }, { path: file, format: JSON.stringify(entry) });
        for (const { host, username, password } of passwords) {
            const parameters = ['login', '--username', username, '--password-stdin', host];
            const run = { parameters, input: password.reveal(), signal: context.signal };
            const { code, said } = await runProgram(program, run);
            context.signal.throwIfAborted();
            const reason = shownOf(said, context.log.redactEcho, 16_384);
            if (code !== 0)
                throw new errors/* ActionError */.lZ('acr.client', `${client.name} login ${host} failed: ${reason}`);
        }
        const [{ username, password, expiration }] = passwords;
        const until = (0,text_time/* formatTime */.f)(expiration);
        const outputs = { registry: hosts.join('\n'), username, password: password.reveal(), expiration: until };
        await context.runner.setOutputs(outputs);
        journal.complete();
        context.log.info(`Logged in to ${hosts.join(', ')} with ${client.name}, until ${until}.`);
    }
    catch (error) {
        await undoFailed(base, journal, async () => registry);
        throw error;
    }
}
function credentialLeft(context, asked) {
    const { env, log } = context;
    const logins = findLogins(context, (error) => log.debug((0,errors/* messageOf */.bD)(error)))
        .map(({ record }) => ({ ...record, key: record.entries.find(isKey) }))
        .filter(({ profile, key }) => (asked === undefined ? (profile ?? key) : profile === asked));
    const { profile, key, entries = [] } = logins.find(({ phase }) => phase === 'logged in') ?? {};
    const fileOf = (format) => entries.find((one) => one.kind === 'profile' && one.format === format)?.path;
    const [ini, config] = [fileOf('credentials.ini'), fileOf('config.json')];
    if (profile !== undefined && ini && config) {
        const get = (name) => (name === 'ALIBABA_CLOUD_CREDENTIALS_FILE' ? ini : env.get(name));
        const home = () => external_node_path_default().dirname(external_node_path_default().dirname(config));
        return { profile, context: { ...context, env: { ...env, get }, home } };
    }
    const isOurs = (name) => {
        const value = env.get(name) ?? '';
        return key !== undefined && (key.set[name] === undefined ? value === '' : isAsSet(key, name, value));
    };
    if ([...KEY_VARIABLES, TOKEN_VARIABLE].every(isOurs))
        return { context };
    if (key)
        throw new errors/* ActionError */.lZ('acr.no-login', 'The credential in the variables of this step is not the one that the job\u2019s latest login left.');
    const left = `has left ${asked === undefined ? 'a credential' : `the profile \u201c${asked}\u201d`} in this job`;
    throw logins.some(({ phase }) => phase === 'logged out')
        ? new errors/* ActionError */.lZ('acr.logged-out', `The login that ${left} was logged out.`)
        : new errors/* ActionError */.lZ('acr.no-login', `No login ${left}.`);
}
function isKey(entry) {
    return entry.kind === 'variables' && KEY_VARIABLES.every((name) => name in entry.set);
}
void runStep(async (context) => {
    try {
        await acrLogin(context);
    }
    catch (error) {
        process.exitCode = 1;
        await reportFailure(context, error, explainAcr);
    }
});

module.exports = __webpack_exports__;
/******/ })()
;