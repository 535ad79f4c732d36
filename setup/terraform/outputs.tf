output "role_to_assume" {
  description = "The role's ARN, for the action's input `role-to-assume`."
  value       = alicloud_ram_role.github.arn
}

output "oidc_provider_arn" {
  description = "The identity provider's ARN, for the action's input `oidc-provider-arn`, and for further roles of this account."
  value       = local.oidc_provider_arn
}
