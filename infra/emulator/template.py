"""A template of ours as the emulator can take it."""

import copy
from collections import Counter
from dataclasses import dataclass, field

# Types whose CloudFormation moto 5.2 knows and cannot make of ours, and what a resource must have to be such a one.
UNABLE = {
    "AWS::CloudWatch::Dashboard": ("it cannot name a target group", lambda properties: True),
    "AWS::RDS::DBInstance": ("its cluster is not there", lambda properties: True),
    "AWS::EC2::SecurityGroupIngress": (
        "it knows no prefix list as a source",
        lambda properties: "SourcePrefixListId" in properties,
    ),
}
# Custom resources call a function, and functions run in Docker: what they would answer is made up.
CALLING = "Custom::"

# Properties that moto stumbles over, because it reads them as the service spells them and not as CloudFormation does.
STUMBLES = {"AWS::KMS::Key": "Tags"}
# Names that moto makes up in a form that it then refuses.
NAMES = {"AWS::ECR::Repository": "RepositoryName"}

STAND_INS = {"Endpoint.Port": "5432"}


@dataclass
class Adapted:
    """What is left to deploy, how much of each type it is, and why the rest is not."""

    template: dict
    deployed: Counter = field(default_factory=Counter)
    left_out: Counter = field(default_factory=Counter)


def adapt(template: dict, is_known, given: dict[str, str]) -> Adapted:
    """
    Takes out every resource that the emulator does not know, or knows and cannot make. Whoever refers to one has a value in
    its place: the one that `given` has for its type, else one that is made up.
    """
    adapted = Adapted(copy.deepcopy(template))
    resources = adapted.template["Resources"]
    values = {}
    for name, each in list(resources.items()):
        why = why_not(each, is_known)
        if why is None:
            adapted.deployed[each["Type"]] += 1
            smooth(name, each)
        else:
            adapted.left_out[(each["Type"], why)] += 1
            values[name] = given.get(each["Type"], arn(name))
            del resources[name]
    for each in resources.values():
        after = each.pop("DependsOn", [])
        each["DependsOn"] = [name for name in ([after] if isinstance(after, str) else after) if name in resources]
    # The CDK asks whether an account is bootstrapped, by a parameter of Systems Manager.
    adapted.template.pop("Rules", None)
    adapted.template.pop("Parameters", None)
    adapted.template = stand_in(adapted.template, values)
    return adapted


def why_not(resource: dict, is_known) -> str | None:
    if resource["Type"].startswith(CALLING):
        return "a function would have to run"
    if not is_known(resource["Type"]):
        return "not known to it"
    reason, applies = UNABLE.get(resource["Type"], (None, lambda properties: False))
    return reason if applies(resource["Properties"]) else None


def smooth(name: str, resource: dict) -> None:
    properties = resource.get("Properties", {})
    properties.pop(STUMBLES.get(resource["Type"]), None)
    if resource["Type"] in NAMES:
        properties.setdefault(NAMES[resource["Type"]], name.lower())


def stand_in(value, values: dict[str, str]):
    """`value` without a reference to what has been taken out."""
    if isinstance(value, list):
        return [stand_in(each, values) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"Ref"} and value["Ref"] in values:
        return values[value["Ref"]]
    if value.keys() == {"Fn::GetAtt"} and value["Fn::GetAtt"][0] in values:
        name, attribute = value["Fn::GetAtt"]
        return STAND_INS.get(attribute, arn(f"{name}/{attribute}"))
    return {key: stand_in(each, values) for key, each in value.items()}


def arn(name: str) -> str:
    """What may stand wherever the name or the address of something is wanted."""
    return f"arn:aws:stand-in:us-east-1:123456789012:{name}"
