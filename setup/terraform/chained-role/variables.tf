variable "trusted_role_arn" {
  type        = string
  description = "The role that may assume this one, and nobody else: `role_to_assume` of the module above. RAM takes only a role that exists."

  validation {
    condition     = can(regex("^acs:ram::[0-9]{12,16}:role/[\\w.-]{1,64}$", var.trusted_role_arn))
    error_message = "A role's ARN is acs:ram::ACCOUNT:role/NAME."
  }
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
  description = "The longest session that may be asked for, in seconds."

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
