data "alicloud_account" "current" {}

locals {
  # GitHub writes an environment's colons as %3A.
  contexts = concat(
    [for name in var.branches : "ref:refs/heads/${name}"],
    [for name in var.tags : "ref:refs/tags/${name}"],
    [for name in var.environments : "environment:${replace(name, ":", "%3A")}"],
    var.pull_requests ? ["pull_request"] : [],
  )

  # The repository in each form in which GitHub writes it into a token's subject.
  owner = split("/", var.repository)[0]
  name  = split("/", var.repository)[1]
  repositories = concat(
    [var.repository],
    var.github_ids == null ? [] : ["${local.owner}@${var.github_ids.owner}/${local.name}@${var.github_ids.repository}"],
  )

  subjects = [for pair in setproduct(local.contexts, local.repositories) : "repo:${pair[1]}:${pair[0]}"]

  # A subject with a pattern in it is compared by StringLike, as are those beside it.
  is_pattern  = length(regexall("[*?]", join("", local.subjects))) > 0
  of_token    = { "oidc:iss" = var.issuer, "oidc:aud" = var.audience }
  of_subjects = { "oidc:sub" = local.subjects }
  conditions = merge(
    { StringEquals = merge(local.of_token, local.is_pattern ? {} : local.of_subjects) },
    local.is_pattern ? { StringLike = local.of_subjects } : {},
  )

  made_provider_arn = one([
    for provider in alicloud_ims_oidc_provider.github :
    "acs:ram::${data.alicloud_account.current.id}:oidc-provider/${provider.oidc_provider_name}"
  ])
  oidc_provider_arn = var.oidc_provider_arn == null ? local.made_provider_arn : var.oidc_provider_arn
}

resource "alicloud_ims_oidc_provider" "github" {
  count = var.oidc_provider_arn == null ? 1 : 0

  oidc_provider_name = var.oidc_provider_name
  issuer_url         = var.issuer
  client_ids         = [var.audience]
  fingerprints       = var.fingerprints
  # Hours. GitHub's tokens are used within minutes.
  issuance_limit_time = 1

  lifecycle {
    precondition {
      condition     = length(var.fingerprints) > 0
      error_message = "An identity provider needs the issuer's fingerprint in `fingerprints`: aliyun ims GetOIDCIssuerCertFingerprint --IssuerUrl ${var.issuer} --region cn-hangzhou"
    }
  }
}

resource "alicloud_ram_role" "github" {
  role_name            = var.role_name
  max_session_duration = var.max_session_duration
  assume_role_policy_document = jsonencode({
    Version = "1"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Federated = [local.oidc_provider_arn] }
      Condition = local.conditions
    }]
  })

  lifecycle {
    precondition {
      condition     = length(local.subjects) > 0
      error_message = "Say which jobs to trust, with `branches`, `tags`, `environments` or `pull_requests`."
    }
  }
}

resource "alicloud_ram_role_policy_attachment" "system" {
  for_each = var.system_policies

  role_name   = alicloud_ram_role.github.role_name
  policy_name = each.value
  policy_type = "System"
}

resource "alicloud_ram_role_policy_attachment" "custom" {
  for_each = var.custom_policies

  role_name   = alicloud_ram_role.github.role_name
  policy_name = each.value
  policy_type = "Custom"
}

resource "alicloud_ram_policy" "chain" {
  count = length(var.may_assume) > 0 ? 1 : 0

  policy_name = "${replace(var.role_name, ".", "-")}-may-assume"
  policy_document = jsonencode({
    Version = "1"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sts:AssumeRole", "sts:SetSourceIdentity"]
      Resource = var.may_assume
    }]
  })
}

resource "alicloud_ram_role_policy_attachment" "chain" {
  count = length(var.may_assume) > 0 ? 1 : 0

  role_name   = alicloud_ram_role.github.role_name
  policy_name = alicloud_ram_policy.chain[0].policy_name
  policy_type = "Custom"
}
