variable "repository" {
  type        = string
  description = "The repository whose jobs may log in, as OWNER/NAME."

  validation {
    condition     = can(regex("^[\\w-]+/[\\w.-]+$", var.repository)) && !endswith(var.repository, ".git")
    error_message = "The repository is OWNER/NAME, without .git."
  }
}

variable "github_ids" {
  type        = object({ owner = string, repository = string })
  default     = null
  description = "GitHub's numeric IDs, which are in the tokens of repositories made, renamed or transferred on or after 15 July 2026, and of those whose owner has opted in: gh api repos/OWNER/NAME --jq '.owner.id, .id'. For github.com and GHE.com."

  validation {
    condition     = var.github_ids == null ? true : alltrue([for id in values(var.github_ids) : can(regex("^[0-9]{1,20}$", id))])
    error_message = "GitHub's IDs are numbers."
  }
}

variable "branches" {
  type        = list(string)
  default     = []
  description = "Trust jobs on these branches. In every name \"*\" is any text and \"?\" any one character."

  validation {
    condition     = alltrue([for name in var.branches : can(regex("^[^\\p{C}\\p{Z}~^:\\\\[]{1,200}$", name)) && !startswith(name, "refs/")])
    error_message = "A branch is given by its name, without refs/heads/, blanks or invisible characters."
  }
}

variable "tags" {
  type        = list(string)
  default     = []
  description = "Trust jobs on these tags."

  validation {
    condition     = alltrue([for name in var.tags : can(regex("^[^\\p{C}\\p{Z}~^:\\\\[]{1,200}$", name)) && !startswith(name, "refs/")])
    error_message = "A tag is given by its name, without refs/tags/, blanks or invisible characters."
  }
}

variable "environments" {
  type        = list(string)
  default     = []
  description = "Trust jobs in these environments. Any workflow of the repository can name one: its protection rules say which branches may, and who must approve."

  validation {
    condition     = alltrue([for name in var.environments : can(regex("^(?:[^\\p{C}\\p{Z}]| ){1,255}$", name))])
    error_message = "An environment is given by its name, without invisible characters."
  }
}

variable "pull_requests" {
  type        = bool
  default     = false
  description = "Trust the jobs of every pull request. Everybody who can push to the repository can open one that changes the workflow."
}

variable "role_name" {
  type        = string
  default     = "deploy"
  description = "The role's name."

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$", var.role_name))
    error_message = "A role's name has 1 to 64 letters, digits, dots and dashes."
  }
}

variable "max_session_duration" {
  type        = number
  default     = 3600
  description = "The longest session that a job may ask for, in seconds."

  validation {
    condition     = var.max_session_duration >= 3600 && var.max_session_duration <= 43200
    error_message = "The longest session is 3600 to 43200 seconds."
  }
}

variable "system_policies" {
  type        = set(string)
  default     = []
  description = "What the role may do: system policies, such as AliyunOSSReadOnlyAccess."
}

variable "custom_policies" {
  type        = set(string)
  default     = []
  description = "What the role may do: policies of the account's own."
}

variable "may_assume" {
  type        = list(string)
  default     = []
  description = "Roles that the role may assume, by ARN: the next ones of a role chain."

  validation {
    condition     = alltrue([for arn in var.may_assume : can(regex("^acs:ram::[0-9]{12,16}:role/[\\w.-]{1,64}$", arn))])
    error_message = "A role's ARN is acs:ram::ACCOUNT:role/NAME."
  }
}

variable "oidc_provider_arn" {
  type        = string
  default     = null
  description = "The account's identity provider for the issuer, if it has one: an account can have only one for each. Default: one is made."

  validation {
    condition     = var.oidc_provider_arn == null ? true : can(regex("^acs:ram::[0-9]{12,16}:oidc-provider/[\\w.-]+$", var.oidc_provider_arn))
    error_message = "A provider's ARN is acs:ram::ACCOUNT:oidc-provider/NAME."
  }
}

variable "oidc_provider_name" {
  type        = string
  default     = "github"
  description = "The name of the identity provider that is made."

  validation {
    condition     = can(regex("^\\w[\\w.-]{0,127}$", var.oidc_provider_name))
    error_message = "A provider's name has 1 to 128 letters, digits, dots and dashes."
  }
}

variable "fingerprints" {
  type        = list(string)
  default     = []
  description = "SHA-1 of the issuer's CA certificate, 40 hexadecimal digits; up to five. Needed for the identity provider that is made."

  validation {
    condition     = length(var.fingerprints) <= 5 && alltrue([for hex in var.fingerprints : can(regex("^[0-9a-f]{40}$", hex))])
    error_message = "A fingerprint is 40 hexadecimal digits, in lower case; a provider has up to five."
  }
}

variable "issuer" {
  type        = string
  default     = "https://token.actions.githubusercontent.com"
  description = "Who signs the tokens: https://token.actions.SUBDOMAIN.ghe.com for GHE.com, https://HOST/_services/token for GitHub Enterprise Server."

  validation {
    condition     = can(regex("^https://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[\\w./-]*[\\w.-])?$", var.issuer))
    error_message = "The issuer is an https URL without a slash at its end."
  }
}

variable "audience" {
  type        = string
  default     = "sts.aliyuncs.com"
  description = "Whom the tokens are for; the action's input `audience` must say the same."

  validation {
    condition     = can(regex("^[A-Za-z0-9][\\w.:/-]{0,63}$", var.audience))
    error_message = "An audience has 1 to 64 letters, digits, dots, dashes, colons and slashes."
  }
}
