#!/usr/bin/env bash
# Photographs the console over the demonstration mine into this folder : docs/screens.md shows them all.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
dotnet build -c Release -v q --nologo tests/Shyraq.Tests
SHYRAQ_IMAGES=$here dotnet artifacts/bin/Shyraq.Tests/release/Shyraq.Tests.dll --filter-class '*Pictures' --filter-class '*EvacuationTests' --filter-class '*ReportDeskTests' --filter-class '*FullDiskTests'
