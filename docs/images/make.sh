#!/usr/bin/env bash
# Photographs the console over the demonstration mine into this folder (3-D, a level, the coverage, a person, a stale feed, the desks; dark and light).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
dotnet build -c Release -v q --nologo tests/Shyraq.Tests
SHYRAQ_IMAGES=$here dotnet artifacts/bin/Shyraq.Tests/release/Shyraq.Tests.dll --filter-class '*Pictures'
