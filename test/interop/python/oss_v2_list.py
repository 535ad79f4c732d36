"""alibabacloud-oss-v2 with its own EnvironmentVariableCredentialsProvider: one signed request."""

import sys

import alibabacloud_oss_v2 as oss

config = oss.config.load_default()
config.credentials_provider = oss.credentials.EnvironmentVariableCredentialsProvider()
config.region = "cn-hangzhou"
config.endpoint = sys.argv[1]
oss.Client(config).list_objects_v2(oss.ListObjectsV2Request(bucket="interop", max_keys=10))
