export const USAGE = `Prints what sets up RAM so that jobs of a GitHub repository can log in without a key. Applies nothing.

  npm run -s setup -- --repo OWNER/NAME --branch main > setup.sh

Which jobs, one of ("*" in a name is any text, "?" any one character):
  --branch NAME            those on a branch
  --tag NAME               those on a tag
  --environment NAME       those in an environment
  --pull-request           those of any pull request

  --owner-id N --repo-id N GitHub's IDs, on github.com and GHE.com. Repositories made, renamed or transferred on or after
                           15 July 2026, and those whose owner has opted in, have them in their tokens:
                           gh api repos/OWNER/NAME --jq '.owner.id, .id'
  --server-url URL         your GHES or GHE.com server; default https://github.com
  --enterprise NAME        on github.com, an enterprise with an issuer of its own
  --audience TEXT          default sts.aliyuncs.com

What is printed:
  --format cli             a script of aliyun CLI commands that checks before it creates anything (default)
  --format policy          the trust policy alone
                           (for Terraform and OpenTofu there is a module: setup/terraform/README.md)

In RAM:
  --account ID             refuse to run in any other account
  --region ID              default cn-hangzhou; for the workflow. RAM is the same in every region
  --role NAME              default deploy
  --provider NAME          the OIDC identity provider; default github
  --system-policy NAME     what the role may do; can be given more than once
  --custom-policy NAME     the same, for a custom policy that already exists
  --fingerprint HEX        SHA-1 of the issuer's CA certificate; default: what IMS says, or openssl
  --then ROLE_ARN          a second role, of another account too, that is assumed with the first; needs --account
`;
