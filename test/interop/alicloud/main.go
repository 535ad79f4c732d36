// A provider with the arguments that the alicloud provider documents for what the modules in setup/terraform use, so that
// `tofu validate` can judge them. It makes nothing. Source: the provider's documentation (1.252 and newer) of
// alicloud_account, alicloud_ims_oidc_provider, alicloud_ram_role, alicloud_ram_policy, alicloud_ram_role_policy_attachment.
package main

import (
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/validation"
	"github.com/hashicorp/terraform-plugin-sdk/v2/plugin"
)

func main() {
	plugin.Serve(&plugin.ServeOpts{ProviderFunc: provider})
}

func provider() *schema.Provider {
	return &schema.Provider{
		Schema: map[string]*schema.Schema{
			"region":  optional(schema.TypeString),
			"profile": optional(schema.TypeString),
		},
		DataSourcesMap: map[string]*schema.Resource{
			"alicloud_account": {Read: account, Schema: map[string]*schema.Schema{}},
		},
		ResourcesMap: map[string]*schema.Resource{
			"alicloud_ims_oidc_provider": resource(map[string]*schema.Schema{
				"client_ids":          set(),
				"description":         optional(schema.TypeString),
				"fingerprints":        set(),
				"issuance_limit_time": checked(optional(schema.TypeInt), validation.IntBetween(1, 168)),
				"issuer_url":          required(),
				"oidc_provider_name":  required(),
				"create_time":         computed(),
			}),
			"alicloud_ram_role": resource(map[string]*schema.Schema{
				"allow_console_login":         optional(schema.TypeBool),
				"assume_role_policy_document": checked(optional(schema.TypeString), validation.StringIsJSON),
				"description":                 optional(schema.TypeString),
				"force":                       optional(schema.TypeBool),
				"max_session_duration":        checked(optional(schema.TypeInt), validation.IntBetween(3600, 43200)),
				"role_name":                   optional(schema.TypeString),
				"arn":                         computed(),
				"create_time":                 computed(),
				"role_id":                     computed(),
			}),
			"alicloud_ram_policy": resource(map[string]*schema.Schema{
				"description":     optional(schema.TypeString),
				"force":           optional(schema.TypeBool),
				"policy_document": checked(optional(schema.TypeString), validation.StringIsJSON),
				"policy_name":     optional(schema.TypeString),
				"rotate_strategy": optional(schema.TypeString),
				"create_time":     computed(),
			}),
			"alicloud_ram_role_policy_attachment": resource(map[string]*schema.Schema{
				"policy_name": required(),
				"policy_type": checked(required(), validation.StringInSlice([]string{"Custom", "System"}, false)),
				"role_name":   required(),
			}),
		},
	}
}

func resource(arguments map[string]*schema.Schema) *schema.Resource {
	return &schema.Resource{Create: nothing, Read: nothing, Update: nothing, Delete: nothing, Schema: arguments}
}

func account(data *schema.ResourceData, _ interface{}) error {
	data.SetId("1234567890123456")
	return nil
}

func nothing(*schema.ResourceData, interface{}) error { return nil }

func optional(kind schema.ValueType) *schema.Schema {
	return &schema.Schema{Type: kind, Optional: true}
}

func required() *schema.Schema { return &schema.Schema{Type: schema.TypeString, Required: true} }

func computed() *schema.Schema { return &schema.Schema{Type: schema.TypeString, Computed: true} }

func set() *schema.Schema {
	return &schema.Schema{Type: schema.TypeSet, Optional: true, Elem: &schema.Schema{Type: schema.TypeString}}
}

func checked(argument *schema.Schema, check schema.SchemaValidateFunc) *schema.Schema {
	argument.ValidateFunc = check
	return argument
}
