package main

import (
	"context"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"
)

// listObjects sends one signed request, with the credential that the OSS SDK finds in the environment.
func listObjects(arguments []string) error {
	client := oss.NewClient(oss.LoadDefaultConfig().
		WithCredentialsProvider(credentials.NewEnvironmentVariableCredentialsProvider()).
		WithRegion("cn-hangzhou").
		WithEndpoint(arguments[0]))
	_, err := client.ListObjectsV2(context.Background(), &oss.ListObjectsV2Request{Bucket: oss.Ptr("interop")})
	return err
}
