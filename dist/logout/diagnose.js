"use strict";
exports.id = 68;
exports.ids = [68];
exports.modules = {

/***/ 68:
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

;// CONCATENATED MODULE: ./lib/diagnosis/entries/explanation.js
function placeInWorkflow({ input = 'the repository\u2019s secrets' }) {
    return input;
}
const JUST_CHANGED = 'What was made or changed in RAM seconds ago can take a minute to be known.';

;// CONCATENATED MODULE: ./lib/diagnosis/entries/oidc.js


const TRUST = [
    {
        codes: ['AuthenticationFail.NoPermission'],
        message: /OIDC Provider|OIDCProviderArn/i,
        title: 'RAM does not know the OIDC provider',
        meaning: `The account in the ARN has no OIDC identity provider of this name, or it is not the ARN of one. ${JUST_CHANGED}`,
        remedy: 'Correct the provider\u2019s ARN ({place}), which has the form `acs:ram::<account>:oidc-provider/<name>`, or create the provider: `aliyun ims ListOIDCProviders` shows those that exist.',
        input: 'oidc-provider-arn',
    },
    {
        codes: ['AuthenticationFail.NoPermission'],
        title: 'The role does not trust this job',
        meaning: `STS accepted the token, but the role\u2019s trust policy does not: a condition on oidc:iss, oidc:aud or oidc:sub differs from the token (be it only in letter case: \`Octo-Org\` is not \`octo-org\`), the principal is another OIDC provider, or the action is not sts:AssumeRole (RAM has no action sts:AssumeRoleWithOIDC). ${JUST_CHANGED}`,
        remedy: 'If this job is meant to have the role, add a statement that accepts its token to the role\u2019s trust policy; if not, correct the role ({place}), or the branch or environment that the job runs in.',
        input: 'role-to-assume',
        shows: 'trust',
    },
    {
        codes: ['AuthenticationFail.OIDCToken.AudienceNotMatch'],
        title: 'RAM does not accept the token\u2019s audience',
        meaning: `The audience of the token is not among the client IDs of the OIDC identity provider in RAM. ${JUST_CHANGED}`,
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
        meaning: `None of the fingerprints registered with the OIDC provider in RAM matches the CA certificate of the token\u2019s issuer; issuers change CAs. ${JUST_CHANGED}`,
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

;// CONCATENATED MODULE: ./lib/diagnosis/entries/sts.js

const ROLES = [
    {
        codes: ['EntityNotExist.Role'],
        title: 'The role does not exist',
        meaning: `The account in the ARN has no role of this name. ${JUST_CHANGED}`,
        remedy: 'Correct the role\u2019s ARN ({place}): `aliyun ram ListRoles` shows the roles of an account.',
        input: 'role-to-assume',
    },
    {
        codes: ['NoPermission'],
        title: 'The role may not be assumed with this credential',
        meaning: `Either the caller\u2019s own policies do not allow sts:AssumeRole on this role, or the role\u2019s trust policy does not name the caller (or asks for an external ID). With a source identity, both must allow sts:SetSourceIdentity as well, and it never changes within a chain. An account\u2019s root user can never assume a role. ${JUST_CHANGED}`,
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
    ...KEY,
    ...PLAIN,
    'sts.no-code': NO_CODE,
};
const STS = [...TRUST, ...ROLES, ...KEYS, ...SERVICE];
const SECTIONS = {
    GITHUB: Object.values(GITHUB),
    TRUST: TRUST,
    ROLES: ROLES,
    KEYS: [...KEYS, ...Object.values(KEY)],
    SERVICE: [...SERVICE, NO_CODE, UNKNOWN],
    METADATA: Object.values(METADATA),
    URI: Object.values(URI),
    NETWORK: Object.values(NETWORK),
    RUNNER: Object.values(RUNNER),
};
function explanationOf(error) {
    if (isOwn(error.code))
        return OWN[error.code];
    const message = error instanceof errors/* ServiceError */._7 ? error.answer.serviceMessage : undefined;
    return lookUp(error.code.slice('sts.'.length), message) ?? UNKNOWN;
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

;// CONCATENATED MODULE: ./lib/diagnosis/diagnose.js







function diagnose(error, explain = explanationOf) {
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
    const found = isAboutKey(entry) ? (signer ?? origin) : origin;
    const place = found === undefined ? placeInWorkflow(entry) : shown(found);
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