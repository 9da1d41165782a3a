"""
Deploys both stacks of prod into an emulator of AWS, as far as it emulates, and asks its APIs whether what is there keeps what
we promise. The templates have been made before.
"""

import json
import os
import sys
from pathlib import Path

try:
    import boto3
    from moto import mock_aws
    from moto.cloudformation.parsing import get_model_map
except ImportError as missing:
    print(f"{missing}. The emulator is moto: python3 -m pip install -r infra/emulator/requirements.txt", file=sys.stderr)
    sys.exit(2)

from account import make_ready, upload_assets
from promises import PROMISES, Deployed
from template import Adapted, adapt

OUT = Path(__file__).parent.parent / "cdk.out"
DATA, SERVICE = STACKS = ("Rollcall-prod-Data", "Rollcall-prod-Service")


def main() -> int:
    os.environ.update(
        MOTO_ACCOUNT_ID=account(),
        AWS_DEFAULT_REGION="us-east-1",
        AWS_ACCESS_KEY_ID="emulated",
        AWS_SECRET_ACCESS_KEY="emulated",
    )
    with mock_aws():
        texts = {name: (OUT / f"{name}.template.json").read_text() for name in STACKS}
        replaced, given = make_ready(texts[SERVICE])
        for name, text in texts.items():
            upload_assets(OUT / f"{name}.assets.json")
            for before, after in replaced.items():
                text = text.replace(before, after)
            adapted = adapt(json.loads(text), get_model_map().__contains__, given)
            deploy(name, adapted)
            tell(name, adapted)
        return judge(Deployed.of(STACKS))


def account() -> str:
    """The account that the templates were made for."""
    manifest = json.loads((OUT / "manifest.json").read_text())
    return manifest["artifacts"][DATA]["environment"].split("/")[2]


def deploy(name: str, adapted: Adapted) -> None:
    cloudformation = boto3.client("cloudformation")
    body = json.dumps(adapted.template)
    cloudformation.create_stack(StackName=name, TemplateBody=body, Capabilities=["CAPABILITY_IAM"])
    [stack] = cloudformation.describe_stacks(StackName=name)["Stacks"]
    made = cloudformation.get_paginator("list_stack_resources").paginate(StackName=name)
    count = sum(len(page["StackResourceSummaries"]) for page in made)
    wanted = adapted.deployed.total()
    if stack["StackStatus"] != "CREATE_COMPLETE" or count != wanted:
        raise SystemExit(f"{name} is {stack['StackStatus']} with {count} of {wanted} resources.")


def tell(name: str, adapted: Adapted) -> None:
    rows = [(type_, count, "") for type_, count in adapted.deployed.items()]
    rows += [(type_, count, f"not deployed: {why}") for (type_, why), count in adapted.left_out.items()]
    print(f"{name}: {adapted.deployed.total()} resources deployed, {adapted.left_out.total()} not")
    for type_, count, why in sorted(rows):
        print(f"  {count:4}  {type_:<45} {why}".rstrip())
    print()


def judge(deployed: Deployed) -> int:
    print("What the emulator's APIs say of it:")
    broken = 0
    for promise in PROMISES:
        problems = promise(deployed)
        broken += bool(problems)
        print(f"  {'broken' if problems else 'kept  '}  {promise.__doc__}")
        for problem in problems:
            print(f"          {problem}")
    print(f"\n{len(PROMISES) - broken} promises kept, {broken} broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
