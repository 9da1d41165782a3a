#!/usr/bin/env bash
# What STAGE stores under an older key of SECRET_KEY comes under the first: one task like the API's, with another command.
set -euo pipefail
stack="Rollcall-$STAGE-Service"
physical() {
  aws cloudformation describe-stack-resources --stack-name "$stack" \
    --query "StackResources[?ResourceType=='$1' && starts_with(LogicalResourceId, '$2')].PhysicalResourceId" --output text
}
cluster=$(physical AWS::ECS::Cluster '')
service=$(physical AWS::ECS::Service Api)
of_service() {
  aws ecs describe-services --cluster "$cluster" --services "$service" --query "services[0].$1" --output "$2"
}

task=$(aws ecs run-task --cluster "$cluster" --launch-type FARGATE \
  --task-definition "$(of_service taskDefinition text)" \
  --network-configuration "$(of_service networkConfiguration json)" \
  --overrides '{"containerOverrides":[{"name":"api","command":["/app/reseal.js"]}]}' \
  --query 'tasks[0].taskArn' --output text)
aws ecs wait tasks-stopped --cluster "$cluster" --tasks "$task"
code=$(aws ecs describe-tasks --cluster "$cluster" --tasks "$task" \
  --query "tasks[0].containers[?name=='api'].exitCode | [0]" --output text)
echo "$task ended with $code; what it did is in the log of the API, by the name of the task."
[ "$code" = 0 ]
