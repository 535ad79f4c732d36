output "role_to_assume" {
  description = "The role's ARN, for the second line of the action's input `role-to-assume`."
  value       = alicloud_ram_role.target.arn
}
