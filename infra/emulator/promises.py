"""
What we promise of a stage, as far as the emulator shows it; each answers with what breaks it. What moto makes of a template
without keeping (the network of a service, the key of a log, who may see a bucket) is held by infra/test, on the template.
"""

import ast
from dataclasses import dataclass

import boto3
from botocore.exceptions import ClientError

NOBODY = "65532:65532"
PORTS = {"public": 4000, "private": 4001, "console": 3000, "database": 5432}


@dataclass(frozen=True)
class Deployed:
    """What the stacks made: physical ids by type and by the name in the template."""

    resources: list[dict]

    @staticmethod
    def of(stacks: tuple[str, ...]) -> "Deployed":
        pages = boto3.client("cloudformation").get_paginator("list_stack_resources")
        return Deployed(
            [each for name in stacks for page in pages.paginate(StackName=name) for each in page["StackResourceSummaries"]]
        )

    def ids(self, type_: str, name: str = "") -> list[str]:
        return [
            each["PhysicalResourceId"]
            for each in self.resources
            if each["ResourceType"] == type_ and each["LogicalResourceId"].startswith(name)
        ]

    def groups(self) -> list[dict]:
        ids = self.ids("AWS::EC2::SecurityGroup")
        return boto3.client("ec2").describe_security_groups(GroupIds=ids)["SecurityGroups"]

    def group(self, name: str) -> str:
        [found] = self.ids("AWS::EC2::SecurityGroup", name)
        return found

    def openings(self, port: int) -> set[tuple[str, str]]:
        """Who may call that port of whom: security groups, or addresses."""
        return {
            (group["GroupId"], source)
            for group in self.groups()
            for rule in group["IpPermissions"]
            if rule["IpProtocol"] == "-1" or rule["FromPort"] <= port <= rule["ToPort"]
            for source in [each["GroupId"] for each in rule["UserIdGroupPairs"]]
            + [each["CidrIp"] for each in rule["IpRanges"]]
            + [each["CidrIpv6"] for each in rule["Ipv6Ranges"]]
        }


def private_port(deployed: Deployed) -> list[str]:
    """The private port is open to the tasks of the Command Center, and to nobody else"""
    wanted = {(deployed.group("ApiService"), deployed.group("AdminService"))}
    return differences(wanted, deployed.openings(PORTS["private"]))


def public_port(deployed: Deployed) -> list[str]:
    """The public port is open to the public load balancer, and to nobody else"""
    wanted = {(deployed.group("ApiService"), deployed.group("PublicDoor"))}
    return differences(wanted, deployed.openings(PORTS["public"]))


def database_port(deployed: Deployed) -> list[str]:
    """The database is open to the API, the migrations and whatever changes its passwords, and to no address"""
    database = deployed.group("PostgresClusterSecurityGroup")
    callers = {caller for group, caller in deployed.openings(PORTS["database"]) if group == database}
    rotations = set(deployed.ids("AWS::EC2::SecurityGroup", "Postgres")) - {database}
    wanted = {deployed.group("ApiService"), deployed.group("Migrations")} | rotations
    return differences(wanted, callers)


def no_open_address(deployed: Deployed) -> list[str]:
    """Nothing lets in every address"""
    return [
        f"{group} lets in {source}"
        for port in (22, 80, 443, *PORTS.values())
        for group, source in deployed.openings(port)
        if source in ("0.0.0.0/0", "::/0")
    ]


def ways_out(deployed: Deployed) -> list[str]:
    """No subnet of the database leads out, those of services do by a NAT gateway, and public ones by the internet gateway"""
    ec2 = boto3.client("ec2")
    problems = []
    for name, wanted in (("data", set()), ("services", {"NatGatewayId"}), ("public", {"GatewayId"})):
        # The emulator gives an association the id of its route table.
        tables = deployed.ids("AWS::EC2::SubnetRouteTableAssociation", f"NetworkVpc{name}Subnet")
        problems += [] if tables else [f"there is no subnet for {name}"]
        for table in ec2.describe_route_tables(RouteTableIds=tables)["RouteTables"] if tables else []:
            out = [route for route in table["Routes"] if route.get("DestinationCidrBlock") == "0.0.0.0/0"]
            ways = {key for route in out for key in ("NatGatewayId", "GatewayId") if route.get(key)}
            if ways != wanted:
                problems.append(f"a subnet for {name} leads out by {ways or 'nothing'}")
    return problems


def containers(deployed: Deployed) -> list[str]:
    """Every container of ours is nobody, on a file system it cannot write, without any capability"""
    problems = []
    for definition in deployed.ids("AWS::ECS::TaskDefinition"):
        task = boto3.client("ecs").describe_task_definition(taskDefinition=definition)["taskDefinition"]
        for each in task["containerDefinitions"]:
            name = f"{task['family']}/{each['name']}"
            if not each.get("readonlyRootFilesystem") or each.get("privileged"):
                problems.append(f"{name} may write its file system, or is privileged")
            if each["name"] == "Collector":
                continue
            dropped = each.get("linuxParameters", {}).get("capabilities", {}).get("drop")
            if each.get("user") != NOBODY or dropped != ["ALL"]:
                problems.append(f"{name} is {each.get('user')} and drops {dropped}")
    return problems


def no_secret_in_environment(deployed: Deployed) -> list[str]:
    """No password and no key stands in a task's environment; they come from Secrets Manager"""
    problems = []
    for definition in deployed.ids("AWS::ECS::TaskDefinition"):
        task = boto3.client("ecs").describe_task_definition(taskDefinition=definition)["taskDefinition"]
        for each in task["containerDefinitions"]:
            plain = {pair["name"] for pair in each.get("environment", [])}
            problems += [f"{each['name']}: {name}" for name in plain if name.endswith(("PASSWORD", "KEY", "SECRET"))]
    return problems


def services(deployed: Deployed) -> list[str]:
    """The API and the Command Center are there, each in two tasks or more"""
    [cluster] = deployed.ids("AWS::ECS::Cluster")
    names = deployed.ids("AWS::ECS::Service")
    found = boto3.client("ecs").describe_services(cluster=cluster, services=names)["services"]
    problems = [] if len(found) == 2 else [f"{len(found)} services are there"]
    return problems + [f"{each['serviceName']} has {each['desiredCount']}" for each in found if each["desiredCount"] < 2]


def load_balancers(deployed: Deployed) -> list[str]:
    """Of the two load balancers one has a public address, that of the public door"""
    arns = deployed.ids("AWS::ElasticLoadBalancingV2::LoadBalancer")
    found = boto3.client("elbv2").describe_load_balancers(LoadBalancerArns=arns)["LoadBalancers"]
    schemes = {(each["LoadBalancerArn"], each["Scheme"]) for each in found}
    [public] = deployed.ids("AWS::ElasticLoadBalancingV2::LoadBalancer", "PublicDoor")
    return differences({(arn, "internet-facing" if arn == public else "internal") for arn in arns}, schemes)


def listeners(deployed: Deployed) -> list[str]:
    """Load balancers speak TLS alone, and the public one refuses whoever does not show CloudFront's secret"""
    elb = boto3.client("elbv2")
    problems = []
    for listener in deployed.ids("AWS::ElasticLoadBalancingV2::Listener"):
        [each] = elb.describe_listeners(ListenerArns=[listener])["Listeners"]
        if each["Protocol"] != "HTTPS" or not each["SslPolicy"].startswith("ELBSecurityPolicy-TLS13"):
            problems.append(f"{listener} speaks {each['Protocol']} by {each.get('SslPolicy')}")
        if each["DefaultActions"][0].get("FixedResponseConfig", {}).get("StatusCode") != "403":
            problems.append(f"{listener} lets in whoever comes")
    return problems


def logs(deployed: Deployed) -> list[str]:
    """Every log ends after a time"""
    wanted = set(deployed.ids("AWS::Logs::LogGroup"))
    pages = boto3.client("logs").get_paginator("describe_log_groups").paginate()
    kept = {each["logGroupName"] for page in pages for each in page["logGroups"] if each.get("retentionInDays")}
    return [f"{name} is kept for ever, or is not there" for name in wanted - kept]


def key(deployed: Deployed) -> list[str]:
    """The key changes every year"""
    kms = boto3.client("kms")
    return [id_ for id_ in deployed.ids("AWS::KMS::Key") if not kms.get_key_rotation_status(KeyId=id_)["KeyRotationEnabled"]]


def images(deployed: Deployed) -> list[str]:
    """A tag of an image is never given again"""
    names = deployed.ids("AWS::ECR::Repository")
    found = boto3.client("ecr").describe_repositories(repositoryNames=names)["repositories"]
    return [each["repositoryName"] for each in found if each["imageTagMutability"] != "IMMUTABLE"]


def bucket(deployed: Deployed) -> list[str]:
    """The bucket of access logs is encrypted"""
    s3 = boto3.client("s3")
    problems = []
    for name in deployed.ids("AWS::S3::Bucket"):
        try:
            s3.get_bucket_encryption(Bucket=name)
        except ClientError as error:
            problems.append(f"{name}: {error}")
    return problems


def roles(deployed: Deployed) -> list[str]:
    """Only services of AWS become a role of ours, and none may do everything"""
    iam = boto3.client("iam")
    problems = []
    for name in deployed.ids("AWS::IAM::Role"):
        for trust in statements(iam.get_role(RoleName=name)["Role"]["AssumeRolePolicyDocument"]):
            if set(trust["Principal"]) != {"Service"}:
                problems.append(f"{name} trusts {trust['Principal']}")
        for policy in iam.list_role_policies(RoleName=name)["PolicyNames"]:
            for each in statements(iam.get_role_policy(RoleName=name, PolicyName=policy)["PolicyDocument"]):
                if each["Effect"] == "Allow" and "*" in listed(each["Action"]):
                    problems.append(f"{name} may {each['Action']}")
    return problems


def topic(deployed: Deployed) -> list[str]:
    """What alarms say is under a key"""
    sns = boto3.client("sns")
    arns = deployed.ids("AWS::SNS::Topic")
    return [arn for arn in arns if not sns.get_topic_attributes(TopicArn=arn)["Attributes"].get("KmsMasterKeyId")]


PROMISES = (
    private_port,
    public_port,
    database_port,
    no_open_address,
    ways_out,
    containers,
    no_secret_in_environment,
    services,
    load_balancers,
    listeners,
    logs,
    key,
    images,
    bucket,
    roles,
    topic,
)


def differences(wanted: set, found: set) -> list[str]:
    return [f"{each} is missing" for each in wanted - found] + [f"{each} is too much" for each in found - wanted]


def statements(document) -> list[dict]:
    # The policies that a role is made with come back as Python writes them.
    return (ast.literal_eval(document) if isinstance(document, str) else document)["Statement"]


def listed(value) -> list:
    return value if isinstance(value, list) else [value]
