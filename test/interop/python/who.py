"""The default chain, no options: which credential does the SDK find, and who does STS say that is?"""

import json

from alibabacloud_credentials.client import Client as CredentialClient
from alibabacloud_sts20150401.client import Client as StsClient
from alibabacloud_tea_openapi.models import Config

client = CredentialClient()
credential = client.get_credential()
sts = StsClient(Config(credential=client, endpoint="sts.aliyuncs.com"))
found = {
    "accessKeyId": credential.access_key_id,
    "accessKeySecret": credential.access_key_secret,
    "securityToken": credential.security_token,
    "provider": credential.provider_name,
    "arn": sts.get_caller_identity().body.arn,
}
print("INTEROP " + json.dumps(found))
