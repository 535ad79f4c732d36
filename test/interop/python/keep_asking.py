"""One long-lived process and one client: asks STS who it is, every second that `go` is in the folder, until the folder
is gone."""

import json
import os
import sys
import time

from alibabacloud_credentials.client import Client as CredentialClient
from alibabacloud_sts20150401.client import Client as StsClient
from alibabacloud_tea_openapi.models import Config

folder = sys.argv[1]
client = StsClient(Config(credential=CredentialClient(), endpoint="sts.aliyuncs.com"))
first = True
while os.path.exists(folder):
    if first or os.path.exists(os.path.join(folder, "go")):
        first = False
        try:
            answer = {"arn": client.get_caller_identity().body.arn}
        except Exception as error:  # whatever it is, it is what the SDK's user sees
            answer = {"error": str(error)}
        print("INTEROP " + json.dumps(answer), flush=True)
    time.sleep(1)
os._exit(0)  # the SDK's refresh threads would keep the program alive
