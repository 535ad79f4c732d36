"""Logs in as each case says, on the SDK's own, and reports what came of it. The emulator is what is judged."""

import json
import os
import re
import sys

from alibabacloud_credentials.client import Client as CredentialClient
from alibabacloud_credentials.models import Config as CredentialConfig
from alibabacloud_sts20150401.client import Client as StsClient
from alibabacloud_tea_openapi.models import Config

NAMES = {"disableIMDSv1": "disable_imds_v1"}


def attempt(config: dict) -> str:
    """Returns the ARN that STS knows the resolved credential by."""
    given = {NAMES.get(name, re.sub("[A-Z]", lambda m: "_" + m[0].lower(), name)): value for name, value in config.items()}
    client = CredentialClient(CredentialConfig(sts_endpoint="sts.aliyuncs.com", **given))
    return StsClient(Config(credential=client, endpoint="sts.aliyuncs.com")).get_caller_identity().body.arn


with open(sys.argv[1], encoding="utf-8") as file:
    cases = json.load(file)
for case in cases:
    outcome = {"name": case["name"]}
    try:
        outcome["arn"] = attempt(case["config"])
    except Exception as error:  # whatever it is, it is what the SDK's user sees
        outcome["error"] = str(error)
    print("INTEROP " + json.dumps(outcome), flush=True)
os._exit(0)  # the SDK's refresh threads would keep the program alive
