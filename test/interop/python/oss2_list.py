"""oss2 with its own EnvironmentVariableCredentialsProvider: one signed request."""

import sys

import oss2
from oss2.credentials import EnvironmentVariableCredentialsProvider

auth = oss2.ProviderAuth(EnvironmentVariableCredentialsProvider())
oss2.Bucket(auth, sys.argv[1], "interop").list_objects(max_keys=10)
