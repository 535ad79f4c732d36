package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	"github.com/alibabacloud-go/darabonba-openapi/v2/models"
	"github.com/alibabacloud-go/tea/dara"
	"github.com/aliyun/credentials-go/credentials"
)

// who runs the default chain, without any option, and asks STS whose credential that is.
func who([]string) error {
	provider, err := credentials.NewCredential(nil)
	if err != nil {
		return err
	}
	found, err := provider.GetCredential()
	if err != nil {
		return err
	}
	arn, err := callerIdentity(provider)
	if err != nil {
		return err
	}
	report(map[string]string{
		"accessKeyId":     dara.StringValue(found.AccessKeyId),
		"accessKeySecret": dara.StringValue(found.AccessKeySecret),
		"securityToken":   dara.StringValue(found.SecurityToken),
		"provider":        dara.StringValue(found.ProviderName),
		"arn":             arn,
	})
	return nil
}

// keepAsking is one long-lived process with one client: it asks STS who it is, every second that `go` is in the folder,
// until the folder is gone.
func keepAsking(arguments []string) error {
	provider, err := credentials.NewCredential(nil)
	if err != nil {
		return err
	}
	folder := arguments[0]
	for first := true; exists(folder); time.Sleep(time.Second) {
		if !first && !exists(filepath.Join(folder, "go")) {
			continue
		}
		first = false
		if arn, err := callerIdentity(provider); err != nil {
			report(map[string]string{"error": err.Error()})
		} else {
			report(map[string]string{"arn": arn})
		}
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

type attempt struct {
	Name   string `json:"name"`
	Config struct {
		Type              string `json:"type"`
		AccessKeyID       string `json:"accessKeyId"`
		AccessKeySecret   string `json:"accessKeySecret"`
		SecurityToken     string `json:"securityToken"`
		RoleArn           string `json:"roleArn"`
		RoleSessionName   string `json:"roleSessionName"`
		ExternalID        string `json:"externalId"`
		OIDCProviderArn   string `json:"oidcProviderArn"`
		OIDCTokenFilePath string `json:"oidcTokenFilePath"`
		RoleName          string `json:"roleName"`
		DisableIMDSv1     bool   `json:"disableIMDSv1"`
		CredentialsURI    string `json:"credentialsUri"`
	} `json:"config"`
}

// judge logs in as each case says, on the SDK's own, and reports what came of it. The emulator is what is judged.
func judge(arguments []string) error {
	text, err := os.ReadFile(arguments[0])
	if err != nil {
		return err
	}
	var attempts []attempt
	if err := json.Unmarshal(text, &attempts); err != nil {
		return err
	}
	for _, one := range attempts {
		outcome := map[string]string{"name": one.Name}
		if arn, err := one.run(); err != nil {
			outcome["error"] = err.Error()
		} else {
			outcome["arn"] = arn
		}
		report(outcome)
	}
	return nil
}

func (one attempt) run() (string, error) {
	given := one.Config
	config := new(credentials.Config).SetType(given.Type).SetSTSEndpoint("sts.aliyuncs.com")
	set(given.AccessKeyID, config.SetAccessKeyId)
	set(given.AccessKeySecret, config.SetAccessKeySecret)
	set(given.SecurityToken, config.SetSecurityToken)
	set(given.RoleArn, config.SetRoleArn)
	set(given.RoleSessionName, config.SetRoleSessionName)
	set(given.ExternalID, config.SetExternalId)
	set(given.OIDCProviderArn, config.SetOIDCProviderArn)
	set(given.OIDCTokenFilePath, config.SetOIDCTokenFilePath)
	set(given.RoleName, config.SetRoleName)
	set(given.CredentialsURI, config.SetURLCredential)
	config.SetDisableIMDSv1(given.DisableIMDSv1)
	provider, err := credentials.NewCredential(config)
	if err != nil {
		return "", err
	}
	return callerIdentity(provider)
}

func set(value string, setter func(string) *credentials.Config) {
	if value != "" {
		setter(value)
	}
}

// callerIdentity asks STS as every generated SDK asks: by the OpenAPI client that they all share.
func callerIdentity(provider credentials.Credential) (string, error) {
	client, err := openapi.NewClient(&models.Config{Credential: provider, Endpoint: dara.String("sts.aliyuncs.com")})
	if err != nil {
		return "", err
	}
	answer, err := client.CallApi(&models.Params{
		Action:      dara.String("GetCallerIdentity"),
		Version:     dara.String("2015-04-01"),
		Protocol:    dara.String("HTTPS"),
		Pathname:    dara.String("/"),
		Method:      dara.String("POST"),
		AuthType:    dara.String("AK"),
		Style:       dara.String("RPC"),
		ReqBodyType: dara.String("formData"),
		BodyType:    dara.String("json"),
	}, &models.OpenApiRequest{}, &dara.RuntimeOptions{})
	if err != nil {
		return "", err
	}
	body, _ := answer["body"].(map[string]interface{})
	arn, _ := body["Arn"].(string)
	if arn == "" {
		return "", fmt.Errorf("no Arn in %v", answer)
	}
	return arn, nil
}
