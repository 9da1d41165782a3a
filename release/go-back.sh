#!/usr/bin/env bash
# STAGE runs what it ran before this deployment. The schema stays: it suits both (docs/decisions/0046).
set -euo pipefail
cluster=$(aws cloudformation describe-stack-resources --stack-name "Rollcall-$STAGE-Service" \
  --query "StackResources[?ResourceType=='AWS::ECS::Cluster'].PhysicalResourceId" --output text)

for service in $(aws ecs list-services --cluster "$cluster" --query 'serviceArns[]' --output text); do
  now=$(aws ecs describe-services --cluster "$cluster" --services "$service" \
    --query 'services[0].taskDefinition' --output text)
  family=${now%:*}
  before=$(aws ecs list-task-definitions --family-prefix "${family##*/}" --sort DESC --max-items 2 \
    --query 'taskDefinitionArns[1]' --output text | head -n 1)
  aws ecs update-service --cluster "$cluster" --service "$service" --task-definition "$before" > /dev/null
  echo "$service: back from $now to $before"
done
