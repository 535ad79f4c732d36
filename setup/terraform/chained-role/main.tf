resource "alicloud_ram_role" "target" {
  role_name            = var.role_name
  max_session_duration = var.max_session_duration
  assume_role_policy_document = jsonencode({
    Version = "1"
    Statement = [{
      Effect    = "Allow"
      Action    = ["sts:AssumeRole", "sts:SetSourceIdentity"]
      Principal = { RAM = [var.trusted_role_arn] }
    }]
  })
}

resource "alicloud_ram_role_policy_attachment" "system" {
  for_each = var.system_policies

  role_name   = alicloud_ram_role.target.role_name
  policy_name = each.value
  policy_type = "System"
}

resource "alicloud_ram_role_policy_attachment" "custom" {
  for_each = var.custom_policies

  role_name   = alicloud_ram_role.target.role_name
  policy_name = each.value
  policy_type = "Custom"
}
