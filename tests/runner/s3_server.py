"""An S3 server with a bucket, and keys that it checks: `python -m tests.runner.s3_server HOST`.

Prints a line of JSON, and serves until its standard input ends.
"""

from __future__ import annotations

import json
import sys
from typing import Any

BUCKET = "results"


def start(host: str = "127.0.0.1") -> dict[str, Any]:
    """Serve in a thread of this process; return `port`, `bucket`, `id` and `key`."""
    import boto3  # type: ignore[import-untyped]
    from moto import settings
    from moto.moto_server.threaded_moto_server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address=host, port=0, verbose=False)
    server.start()
    port = server.get_host_and_port()[1]
    address = f"http://127.0.0.1:{port}"
    about = {
        "endpoint_url": address,
        "region_name": "us-east-1",
        "aws_access_key_id": "setup",
        "aws_secret_access_key": "setup",
    }
    boto3.client("s3", **about).create_bucket(Bucket=BUCKET)
    iam = boto3.client("iam", **about)
    iam.create_user(UserName="steps")
    allowed = ["s3:GetObject", "s3:PutObject", "s3:ListBucket"]
    statement = [{"Effect": "Allow", "Action": allowed, "Resource": "*"}]
    policy = json.dumps({"Version": "2012-10-17", "Statement": statement})
    iam.put_user_policy(UserName="steps", PolicyName="steps", PolicyDocument=policy)
    key = iam.create_access_key(UserName="steps")["AccessKey"]
    settings.INITIAL_NO_AUTH_ACTION_COUNT = 0  # from now on signatures count
    return {
        "port": port,
        "bucket": BUCKET,
        "id": key["AccessKeyId"],
        "key": key["SecretAccessKey"],
    }


if __name__ == "__main__":
    print(json.dumps(start(*sys.argv[1:])), flush=True)
    sys.stdin.read()
