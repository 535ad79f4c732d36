"""The default chain, without any option: prints what it found, or why it found nothing."""

import json
import os

from alibabacloud_credentials.client import Client

try:
    found = Client().get_credential()
    answer = {
        "accessKeyId": found.access_key_id,
        "accessKeySecret": found.access_key_secret,
        "securityToken": found.security_token or "",
        "providerName": found.provider_name,
    }
except Exception as error:  # whatever it is, it is what the SDK's user sees
    answer = {"error": str(error)}
print(json.dumps(answer), flush=True)
os._exit(0)  # the SDK's refresh threads would keep the program alive
