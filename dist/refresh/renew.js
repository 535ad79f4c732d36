"use strict";
exports.id = 392;
exports.ids = [392];
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


/***/ }),

/***/ 916:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HM: () => (/* binding */ portOf),
/* harmony export */   uz: () => (/* binding */ ATTEMPT_TIMEOUT),
/* harmony export */   zy: () => (/* binding */ dial)
/* harmony export */ });
/* unused harmony export connectAhead */
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(30);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(841);


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
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ ProxyError),
/* harmony export */   x: () => (/* binding */ networkError)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(357);

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
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i: () => (/* binding */ proxyFor),
  o: () => (/* binding */ withoutBrackets)
});

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(30);
var external_node_net_default = /*#__PURE__*/__webpack_require__.n(external_node_net_);
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
var errors = __webpack_require__(357);
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

/***/ 392:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  renewAndPrint: () => (/* binding */ renewAndPrint)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./lib/diagnosis/diagnose.js + 10 modules
var diagnose = __webpack_require__(68);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(357);
// EXTERNAL MODULE: ./lib/renewal/cache.js
var renewal_cache = __webpack_require__(37);
// EXTERNAL MODULE: ./lib/renewal/give.js
var give = __webpack_require__(834);
// EXTERNAL MODULE: ./lib/runtime/own-folder.js
var own_folder = __webpack_require__(24);
// EXTERNAL MODULE: ./lib/secrets/secret.js
var secrets_secret = __webpack_require__(828);
// EXTERNAL MODULE: ./lib/text/json.js
var json = __webpack_require__(70);
;// CONCATENATED MODULE: ./lib/renewal/recipe.js





const VERSION = 1;
const NAME = 'refresh.json';
function specFile(folder) {
    return external_node_path_default().join(folder, NAME);
}
function formatSpec(spec) {
    return revealedJson({ version: VERSION, ...spec });
}
function revive(_name, value) {
    const secret = (0,json/* textOf */.b6)((0,json/* asObject */.eB)(value)?.['secret']);
    return secret === undefined ? value : secrets_secret/* Secret */.zh.of(secret, () => { });
}
function readSpec(context, folder) {
    const file = specFile(folder);
    const text = (0,own_folder/* readOwnFile */.zx)(context, folder, NAME);
    if (text === undefined) {
        throw new errors/* FileError */.f6(`${file} is gone.`, {
            hint: 'The job that logged in has ended or logged out, or something has emptied its RUNNER_TEMP. Log in again.',
        });
    }
    const spec = (0,json/* parseObject */.lj)(text, revive);
    if (!spec)
        throw new errors/* FileError */.f6(`${file} is damaged.`, { hint: 'Log in again.' });
    if (spec['version'] !== VERSION) {
        throw new errors/* FileError */.f6(`${file} was written by another version of this action.`, {
            hint: 'Log in again, with one version in all steps of the job.',
        });
    }
    return spec;
}

// EXTERNAL MODULE: ./lib/runtime/stdout.js
var stdout = __webpack_require__(640);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(161);
var external_node_os_default = /*#__PURE__*/__webpack_require__.n(external_node_os_);
;// CONCATENATED MODULE: ./lib/secrets/fingerprint.js
function fingerprint_crypto() {
    return process.getBuiltinModule('node:crypto');
}
function fingerprint(salt, value) {
    return fingerprint_crypto().createHmac('sha256', salt).update(value).digest('hex');
}
function fingerprint_checksum(salt, value) {
    const sum = Buffer.from(`${salt}${value}`).reduce((before, byte) => Math.imul(before ^ byte, 0x01000193), 0x811c9dc5);
    return (sum >>> 0).toString(16);
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

// EXTERNAL MODULE: ./lib/runtime/files.js + 2 modules
var runtime_files = __webpack_require__(140);
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


const LONGEST_MESSAGE = 4_000;
const LONGEST_GROUP = 60_000;
function workflowLog(issue, print) {
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
const PATIENCE = 10_000;
function closedOnWindows(files, systemRoot) {
    return {
        ...files,
        createPrivateFolder: (folder) => {
            files.createPrivateFolder(folder);
            const { spawnSync } = process.getBuiltinModule('node:child_process');
            const { status, error } = spawnSync(`${systemRoot}\\System32\\icacls.exe`, [folder, ...OWNER_ONLY], {
                stdio: 'ignore',
                timeout: PATIENCE,
                windowsHide: true,
            });
            if (status === 0)
                return undefined;
            return `Other users of this machine may be able to read ${folder}: icacls could not close it (${error?.message ?? `status ${status}`}).`;
        },
    };
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
        (0,runtime_files/* onRunnerFiles */.l6)(() => append(path, records.join('')));
    };
    return {
        check: (file) => {
            const path = pathOf(file);
            (0,runtime_files/* onRunnerFiles */.l6)(() => (look(path) ? append(path, '') : assertCreatable(path)));
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
            ? closedOnWindows(runtime_files/* nodeFiles */.kT, env.get('SystemRoot') ?? 'C:\\Windows')
            : runtime_files/* nodeFiles */.kT,
        runner: fileCommands(env, runtime_files/* nodeFiles */.kT),
        job: readJob,
        log,
        random: systemRandom,
        clock: systemClock,
        signal,
    };
}
function logOfStep() {
    (0,stdout/* printAtOnce */.CK)();
    return workflowLog(issueCommand, (lines) => (0,stdout/* print */.yy)(`${lines}${(external_node_os_default()).EOL}`));
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
        return (0,json/* parseObject */.lj)(runtime_files/* nodeFiles */.kT.read(file) ?? '');
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

;// CONCATENATED MODULE: ./lib/runtime/time-limit.js

function withTimeLimit(context, seconds, message = `The step ran out of time after ${seconds} seconds (timeout-seconds).`) {
    const limit = new AbortController();
    const { clock } = context;
    const deadline = Math.min(context.deadline, clock.now() + seconds * 1000);
    const timer = setTimeout(() => limit.abort(new errors/* ActionError */.lZ('step.timeout', message)), seconds * 1000);
    timer.unref();
    return { ...context, deadline, signal: AbortSignal.any([context.signal, limit.signal]) };
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
            takeAway(files, lock, holder);
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
function takeAway(files, { path: lock, broken }, holder) {
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
        if ((0,runtime_files/* systemCodeOf */.c7)(error) === 'ENOENT')
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

;// CONCATENATED MODULE: ./lib/credentials.js

function accessKey(accessKeyId, accessKeySecret, mask) {
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

;// CONCATENATED MODULE: ./lib/http/addresses.js
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
function isLinkLocal(hostname) {
    return /^169\.254(\.\d{1,3}){2}$/.test(hostname) || /^\[fe[89ab][0-9a-f]:/.test(hostname);
}
const ECS_METADATA_ADDRESS = '100.100.100.200';

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

// EXTERNAL MODULE: ./lib/text/time.js
var text_time = __webpack_require__(457);
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
const responses_LONGEST_MESSAGE = 16_384;
function shownMessage(message, redact) {
    const explained = withoutSignedString(redact((0,escapes/* shortened */.vI)(message, responses_LONGEST_MESSAGE)));
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

// EXTERNAL MODULE: ./lib/text/formats.js
var formats = __webpack_require__(74);
;// CONCATENATED MODULE: ./lib/sources/ask-ecs-metadata.js








const SERVICE = errors/* SERVICE_NAMES */.Z1.metadata;
const ROLE_VARIABLE = 'ALIBABA_CLOUD_ECS_METADATA';
const ROLES = '/latest/meta-data/ram/security-credentials/';
const TIMEOUT = 1_000;
const ask_ecs_metadata_MOST_ATTEMPTS = 2;
const TOKEN_TTL = '60';
const ecsRamRole = {
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
    const response = await ask(asked, request, asItIs).catch(async (error) => {
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
    const response = await ask(asked, { path: ROLES, headers }, asItIs);
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
function asItIs(response) {
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
var places = __webpack_require__(571);
;// CONCATENATED MODULE: ./lib/sources/access-key.js

const KEY = ['access-key-id', 'access-key-secret'];
const KEY_WITH_ROLE = 'role-to-assume, and access-key-id with access-key-secret or role-chaining: true';
const access_key_accessKey = {
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
const sts = {
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

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(975);
;// CONCATENATED MODULE: ./lib/record/private-folder.js




const PREFIX = 'alicloud-credentials-';
const SHARED_PREFIX = (/* unused pure expression or super */ null && (`${PREFIX}shared-`));
function newFolder(context) {
    const folder = external_node_path_default().join(runnerTemp(context), `${PREFIX}${context.random.uuid()}`);
    (0,runtime_files/* onRunnerFiles */.l6)(() => context.files.assertCreatable(folder));
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
function private_folder_privateFoldersIn(context) {
    const temp = runnerTemp(context);
    return context.files
        .list(temp)
        .map((name) => path.join(temp, name))
        .filter((folder) => isPrivateFolder(context, folder) && isOwnFolder(context, folder));
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
function isPrivateFolder(context, folder) {
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

;// CONCATENATED MODULE: ./lib/shared-file/write.js


const NO_ROOM = (/* unused pure expression or super */ null && (['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EXDEV', 'EBUSY']));
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
function write_takeAway(files, held, file) {
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
        write_takeAway(files, held, file);
    }
    catch (error) {
        if (files.lengthOf(file) > 0)
            throw error;
    }
}
function hasNoRoom(error) {
    return error instanceof FileError && NO_ROOM.includes(systemCodeOf(error) ?? '');
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

;// CONCATENATED MODULE: ./lib/record/record.js







const PHASES = (/* unused pure expression or super */ null && ([
    'logging in',
    'logged in',
    'logging out',
    'logged out',
]));
function isAsSet({ salt, set }, name, value) {
    return set[name] === checksum(salt, value);
}
const record_NAME = 'login.json';
function readRecord(context, folder) {
    const file = recordFile(folder);
    const text = readOwnFile(context, folder, record_NAME);
    if (text === undefined)
        return undefined;
    const record = parseObject(text);
    const { began, entries } = record ?? {};
    const phase = PHASES.find((candidate) => candidate === record?.['phase']);
    if (typeof began !== 'number' || !Array.isArray(entries) || !phase)
        throw new FileError(`${file} is damaged.`);
    return { began, profile: textOf(record?.['profile']), phase, entries: entries.filter(isEntry) };
}
function isEntry(value) {
    return textOf(asObject(value)?.['kind']) !== undefined;
}
function recordFile(folder) {
    return path.join(folder, record_NAME);
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
            if (!name.startsWith(record_NAME))
                files.removeFolder(path.join(folder, name));
}
function findLogins(context, failed) {
    return privateFoldersIn(context)
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
    return isPrivateFolder(context, folder) ? folder : undefined;
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
    const { iniSection, readIniSection } = await __webpack_require__.e(/* import() */ 605).then(__webpack_require__.bind(__webpack_require__, 605));
    const [found, other] = texts.flatMap(({ file, text }) => {
        const section = text === undefined ? undefined : iniSection(text, file, name);
        return section && Object.keys(section).length > 0 ? [{ file, section }] : [];
    });
    if (!found)
        return absent;
    if (other && !(0,external_node_util_.isDeepStrictEqual)(found.section, other.section)) {
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
    const { readConfigProfile } = await __webpack_require__.e(/* import() */ 336).then(__webpack_require__.bind(__webpack_require__, 336));
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











const REQUEST_URL = 'ACTIONS_ID_TOKEN_REQUEST_URL';
async function mintToken(context, audience, maxAttempts) {
    const host = URL.parse(context.env.get(REQUEST_URL) ?? '')?.host;
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
    const url = context.env.get(REQUEST_URL);
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

;// CONCATENATED MODULE: ./lib/sources/source.js
function given(value) {
    if (value === undefined)
        throw new Error('A source was chosen without the input that names it.');
    return value;
}

;// CONCATENATED MODULE: ./lib/sources/oidc.js


const DEFAULT_AUDIENCE = 'sts.aliyuncs.com';
const oidc_REQUEST_URL = 'ACTIONS_ID_TOKEN_REQUEST_URL';
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
        const issuer = URL.parse(env.get(oidc_REQUEST_URL) ?? '');
        return issuer?.protocol === 'https:' && env.get(REQUEST_TOKEN) ? [issuer] : undefined;
    },
    identity: 'told',
    planTellsIdentity: true,
    inputs: '`oidc-provider-arn` with `role-to-assume`',
    describe: ({ role, audience }, dry) => [
        `ask GitHub for an OIDC token for ${audience}, ${dry.at(new URL(dry.env.get(oidc_REQUEST_URL) ?? ''))}`,
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
            const missing = [oidc_REQUEST_URL, REQUEST_TOKEN].filter((name) => !env.get(name));
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
    ecs_ram_role: ecsRamRole,
    credentials_uri: ask_credentials_uri_credentialsUri,
    bearer: providers_given(({ from: kind, bearerToken }) => ({ kind, bearerToken })),
};
const FINDERS = {
    environment: { find: async (_source, context) => findInEnvironment(context) },
    profile: { find: ({ name, defaults }, context) => findProfile(context, name, defaults) },
    default: { find: ({ defaults }, context) => firstConfigured(context, defaults) },
};
function providers_providerOf(source) {
    return PROVIDERS[source.from];
}
function providers_finderOf(source) {
    return FINDERS[source.from];
}
function providers_isAsked(source) {
    return Object.hasOwn(PROVIDERS, source.from);
}
function providers_given(holds) {
    return { holds, get: async (source) => ({ issued: false, credential: holds(source) }) };
}

;// CONCATENATED MODULE: ./lib/sources/role-chain.js








async function findStart(context, { source, sts, hops, exportOptions }) {
    const found = isAsked(source) ? { source, hops: [] } : await finderOf(source).find(source, context);
    const { stsHost, ...start } = { ...found, origin: found.origin && visible(found.origin) };
    return inStart(start, async () => {
        if (exportOptions.maskAccountId && !isAsked(source))
            maskAccountsOf(context, found);
        const host = sts.chosen ? undefined : stsHost?.(context.log.warning);
        providerOf(found.source).check?.(found.source, context);
        const isSigner = providerOf(found.source).holds?.(found.source).kind !== 'bearer';
        if (found.hops.length + hops.length > 0 && !isSigner)
            throw new InputError('role-to-assume needs a credential that can sign, and a bearer token was found.');
        return { ...start, sts: host ? { ...sts, host } : sts };
    });
}
function logIn(start, tools) {
    const { source, sts, origin, profile } = start;
    return inStart(start, async () => {
        const login = await assumeEach(await providers_providerOf(source).get(source, sts, tools), start, tools);
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
        log.mask(ROLE_ARN.exec(roleArn)?.[1] ?? '');
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







const client_VERSION = '2015-04-01';
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
        Version: client_VERSION,
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
    const { version = client_VERSION, method = 'POST', path = '/' } = request;
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

;// CONCATENATED MODULE: ./lib/diagnosis/report.js

async function report_reportFailure(context, error, more) {
    const { log, runner, env } = context;
    if (error instanceof ActionError && error.code === 'network.tls')
        error.addContext({ note: ignoredCertificates(context) });
    const { title, short, long } = await explain(error, more);
    const summary = env.get('GITHUB_STEP_SUMMARY') ? ' and in the job summary' : '';
    log.error(title, long === undefined ? short : `${short}\nMore in the log group \u201cWhy: ${title}\u201d${summary}.`);
    if (error instanceof Error && error.cause !== undefined)
        log.debug(`Caused by: ${messageOf(error.cause)}`);
    if (long === undefined)
        return;
    log.group(`Why: ${title}`, long);
    try {
        await runner.summarize(log.redact(`### Alibaba Cloud login: ${title}\n\n${long}`).slice(0, 60_000));
    }
    catch (failure) {
        log.warning(`The job summary cannot be written: ${messageOf(failure)}`);
    }
}
async function explain(error, more) {
    try {
        const { diagnose } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 68));
        return diagnose(error, more);
    }
    catch (failure) {
        return {
            title: 'Internal error',
            short: `${messageOf(error)}\nThis cannot be explained (${messageOf(failure)}). Please report it.`,
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

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(30);
var external_node_net_default = /*#__PURE__*/__webpack_require__.n(external_node_net_);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(692);
var external_node_tls_default = /*#__PURE__*/__webpack_require__.n(external_node_tls_);
// EXTERNAL MODULE: ./lib/http/ahead.js
var http_ahead = __webpack_require__(916);
// EXTERNAL MODULE: ./lib/http/proxy.js + 1 modules
var http_proxy = __webpack_require__(841);
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
var faults = __webpack_require__(652);
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
        const { proxiedTransport } = await __webpack_require__.e(/* import() */ 188).then(__webpack_require__.bind(__webpack_require__, 188));
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

;// CONCATENATED MODULE: ./lib/login/renew.js


















const TIME_LIMIT = 45;
const ATTEMPT = 25;
class FailedMeanwhile extends Error {
}
async function renewAndPrint(folder) {
    const context = withTimeLimit(systemContext(new Map(), silentLog()), TIME_LIMIT, notWithin(TIME_LIMIT));
    try {
        const { line } = await renew(context, folder);
        (0,give/* give */.q)(line);
    }
    catch (error) {
        const last = (0,renewal_cache/* readCached */.Jr)(context, folder);
        const serves = last !== undefined && (0,renewal_cache/* isAlive */._n)(last, context.clock.now()) && isGiven(last.line);
        (0,stdout/* printError */.yJ)(`${renew_told(context, error)}${serves ? ' The previous credential is returned: it has not expired yet.' : ''}\n`);
        if (!serves)
            process.exitCode = 1;
    }
    exitDespitePendingDns();
}
function isGiven(line) {
    try {
        (0,give/* give */.q)(line);
        return true;
    }
    catch {
        return false;
    }
}
async function renew(context, folder) {
    const { files, clock, random } = context;
    const began = clock.now();
    readSpec(context, folder);
    const cache = (0,renewal_cache/* cacheFile */.NJ)(folder);
    const attempt = async (held) => {
        const spec = readSpec(context, folder);
        const cached = (0,renewal_cache/* readCached */.Jr)(context, folder);
        if (cached && (0,renewal_cache/* isFresh */.pL)(cached, clock.now()))
            return cached;
        const failure = failureSince(context, folder, began);
        if (failure !== undefined)
            throw new FailedMeanwhile(failure);
        const limited = withTimeLimit(context, ATTEMPT, notWithin(ATTEMPT));
        try {
            const renewed = await held.working(() => logInAgain(limited, folder, held, spec));
            files.replace(cache, held.file('new'), (0,renewal_cache/* formatCached */.S0)(renewed));
            return renewed;
        }
        catch (error) {
            leaveFailure(files, held, folder, renew_told(context, error), clock.now());
            throw error;
        }
    };
    return withLock(context, { path: cache, id: random.uuid() }, attempt);
}
async function logInAgain(context, folder, held, spec) {
    const { renewal, allowedAccountIds, began } = spec;
    const { again } = providers_providerOf(renewal.source);
    again?.check(context);
    const sts = stsClient(context);
    const obtained = context.clock.now();
    const file = (name) => `${folder}/${name}`;
    const tools = { context, sts, folder: { file, scratch: held.file } };
    const login = await (0,errors/* withErrorContext */.mO)({}, () => logIn(renewal, tools)).catch((error) => {
        throw again?.explain(error, context.clock.now() - began) ?? error;
    });
    const { credential } = login;
    const asked = { sts: renewal.sts, allowedAccountIds };
    refuseForeignAccount(asked, await identify(sts, asked, login));
    const cached = credential.kind === 'sts' ? (0,renewal_cache/* cachedFrom */.FL)(credential, obtained, sts.clockOffset()) : undefined;
    if (!cached || !(0,renewal_cache/* isAlive */._n)(cached, context.clock.now()))
        throw new errors/* FileError */.f6('By this machine\u2019s clock, the new credential has already expired.');
    return cached;
}
function notWithin(seconds) {
    return `No credential was obtained within ${seconds} seconds.`;
}
function renew_told({ log }, error) {
    if (error instanceof FailedMeanwhile)
        return shownOf(error.message, log.redactEcho, LONGEST_LINE);
    return log
        .redact(`alicloud-credentials: ${(0,diagnose.diagnose)(error).short}`)
        .replace(/\s+/g, ' ')
        .slice(0, LONGEST_LINE);
}
const LONGEST_LINE = 2_000;
const FAILURE = 'failure.json';
function leaveFailure(files, held, folder, told, ended) {
    try {
        files.replace(external_node_path_default().join(folder, FAILURE), held.file('failure'), JSON.stringify({ told, ended }));
    }
    catch {
    }
}
function failureSince(context, folder, moment) {
    try {
        const { told, ended } = (0,json/* parseObject */.lj)((0,own_folder/* readOwnFile */.zx)(context, folder, FAILURE) ?? '') ?? {};
        return typeof ended === 'number' && ended >= moment ? (0,json/* textOf */.b6)(told) : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 571:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ze: () => (/* binding */ configFile)
/* harmony export */ });
/* unused harmony exports cliConfigFile, homeVariable */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);

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
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FU: () => (/* binding */ FLAW_HINT),
/* harmony export */   dd: () => (/* binding */ flawOfIssued),
/* harmony export */   e3: () => (/* binding */ flawOf),
/* harmony export */   zh: () => (/* binding */ Secret)
/* harmony export */ });
/* unused harmony export revealedJson */
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

/***/ 778:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
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
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AQ: () => (/* binding */ EXTERNAL_ID),
/* harmony export */   Ms: () => (/* binding */ MAX_SESSION),
/* harmony export */   SI: () => (/* binding */ LONGEST_FILE),
/* harmony export */   VA: () => (/* binding */ ROLE_NAME),
/* harmony export */   YF: () => (/* binding */ MIN_SESSION),
/* harmony export */   jg: () => (/* binding */ HOST),
/* harmony export */   mE: () => (/* binding */ ROLE_SESSION_NAME),
/* harmony export */   wR: () => (/* binding */ OIDC_PROVIDER_ARN),
/* harmony export */   xG: () => (/* binding */ ROLE_ARN)
/* harmony export */ });
/* unused harmony exports ACCOUNT_ID, SOURCE_IDENTITY, REGION, PROFILE_NAME, INI_VALUE, NO_INI_VALUE */
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