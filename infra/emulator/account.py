"""What an account has before the first deployment, and what the CDK's own command does before it asks CloudFormation."""

import io
import json
import re
import zipfile
from pathlib import Path

import boto3


def make_ready(service_template: str) -> tuple[dict[str, str], dict[str, str]]:
    """A hosted zone and a certificate are there. Answers with what replaces which text of a template, and which type of resource."""
    zone = boto3.client("route53").create_hosted_zone(Name="rollcall.example.", CallerReference="emulator")
    zones = {text: zone["HostedZone"]["Id"].rsplit("/", 1)[-1] for text in re.findall(r"\bZ0{8,}\w+", service_template)}
    certificate = boto3.client("acm").request_certificate(DomainName="rollcall.example")
    return zones, {"AWS::CertificateManager::Certificate": certificate["CertificateArn"]}


def upload_assets(manifest: Path) -> None:
    """The code of functions is where the template says."""
    s3 = boto3.client("s3")
    for asset in json.loads(manifest.read_text())["files"].values():
        if asset["source"]["packaging"] != "zip":
            continue
        destination = next(iter(asset["destinations"].values()))
        bucket = destination["bucketName"].replace("${AWS::Partition}", "aws")
        s3.create_bucket(Bucket=bucket)
        body = zipped(manifest.parent / asset["source"]["path"])
        s3.put_object(Bucket=bucket, Key=destination["objectKey"], Body=body)


def zipped(folder: Path) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, file.relative_to(folder))
    return out.getvalue()
