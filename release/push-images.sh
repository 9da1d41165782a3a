#!/usr/bin/env bash
# The images of RELEASE are in the repositories of STAGE. A tag that is there already is that release, and stays.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

output() {
  aws cloudformation describe-stacks --stack-name "Rollcall-$STAGE-Data" \
    --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue" --output text
}

for target in api admin; do
  repository=$(output "${target^}ImagesUri")
  registry=${repository%%/*}
  aws ecr get-login-password | docker login --username AWS --password-stdin "$registry"
  if aws ecr describe-images --repository-name "${repository#*/}" --image-ids "imageTag=$RELEASE" > /dev/null 2>&1; then
    continue
  fi
  docker build --file release/Dockerfile --target "$target" --platform linux/arm64 \
    --provenance=false --tag "$repository:$RELEASE" .
  docker push "$repository:$RELEASE"
done
