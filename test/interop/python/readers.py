"""The SDK's readers of files, one question a line: whom a file names. It asks no network, but whoever asked.

In:  {"kind": "ini" | "config", "name": ..., "now": seconds, "env": {...}, "files": {path: text}, "tokens": {path: text}}
Out: {"request": {...}}, answered by a line with {"status", "body"}, as often as the SDK sends one; then
     {"accessKeyId", "accessKeySecret", "securityToken"} or {"error"}
"""

import importlib
import io
import json
import logging
import os
import shutil
import sys
import tempfile
import time

from Tea.core import TeaCore
from alibabacloud_credentials.provider import cli_profile, ecs_ram_role, oidc, profile, rsa_key_pair
from alibabacloud_credentials.utils import auth_constant, auth_util

PREFIX = "ALIBABA_CLOUD_"
localtime = time.localtime
home = tempfile.mkdtemp()


class Scheduler:
    """It would refresh in the background, for ever."""

    def add_job(self, *_, **__):
        pass

    start = shutdown = add_job


class Response:
    def __init__(self, status, body):
        self.status_code = status
        self.body = body.encode()


def say(line):
    print(json.dumps(line), flush=True)


def ask(request, *_, **__):
    say(
        {
            "request": {
                "method": request.method or "GET",
                "host": request.headers["host"],
                "path": request.pathname or "/",
                "query": {key: str(value) for key, value in request.query.items()},
                "headers": {key: str(value) for key, value in request.headers.items()},
            }
        }
    )
    answer = json.loads(sys.stdin.readline())
    return Response(answer["status"], answer["body"])


def find(question):
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        del os.environ[name]
    os.environ.update({PREFIX + name: value for name, value in question["env"].items() if value})
    importlib.reload(auth_util)
    auth_constant.HOME = home
    time.localtime = lambda *seconds: localtime(*(seconds or [question["now"]]))
    oidc.open = rsa_key_pair.open = lambda path, **_: io.StringIO(question["tokens"][path])
    shutil.rmtree(home)
    for path, text in question["files"].items():
        file = os.path.join(home, path)
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(file, "w", encoding="utf-8", newline="") as target:
            target.write(text)
    of = {"ini": profile.ProfileCredentialsProvider, "config": cli_profile.CLIProfileCredentialsProvider}
    found = of[question["kind"]](profile_name=question["name"]).get_credentials()
    return {
        "accessKeyId": found.get_access_key_id(),
        "accessKeySecret": found.get_access_key_secret(),
        "securityToken": found.get_security_token(),
    }


logging.disable(logging.CRITICAL)
TeaCore.do_action = ask
ecs_ram_role.BackgroundScheduler = Scheduler
for line in sys.stdin:
    try:
        say(find(json.loads(line)))
    except Exception as error:  # whatever it is, nobody was found
        say({"error": f"{type(error).__name__}: {error}"})
shutil.rmtree(home, ignore_errors=True)
