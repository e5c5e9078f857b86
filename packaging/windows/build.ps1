# Builds the bundle for Windows, into dist\. See README.md beside this file.
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
Set-Location $root
$venv = Join-Path $root '.venv-build'
$python = Join-Path $venv 'Scripts\python.exe'

function Run {
    # A program that fails stops the build: PowerShell itself goes on.
    $program, $arguments = $args
    & $program @arguments
    if ($LASTEXITCODE -ne 0) { throw "$program ended with $LASTEXITCODE" }
}

if (-not (Test-Path $python)) {
    Run py -3 -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13) or sys.maxsize < 2**32)'
    Run py -3 -m venv $venv
}
# --no-deps: the lock is whole, and pip would refuse the extras of a newer package.
Run $python -m pip install --quiet --no-deps --require-hashes -r packaging\requirements-build.lock

$version = (Select-String -Path app\__init__.py -Pattern '^__version__ = "(.*)"$').Matches[0].Groups[1].Value
$env:SOURCE_DATE_EPOCH = git log -1 --format=%ct
$env:PYTHONHASHSEED = '1'
$env:PYTHONSAFEPATH = '1'
$env:PYTHONUTF8 = '1'

Remove-Item -Recurse -Force -ErrorAction SilentlyContinue build, dist
New-Item -ItemType Directory -Force build\notices, dist | Out-Null
Run $python packaging\notices.py packaging\requirements.lock build\notices
$env:WHYSCORE_ICON = Join-Path $root 'build\whyscore.ico'
Run $python packaging\icon.py $env:WHYSCORE_ICON
Run $python -m PyInstaller --noconfirm --clean --log-level WARN `
    --distpath build\bundle --workpath build\work packaging\whyscore.spec
Copy-Item README.md, packaging\CHANGELOG.md build\bundle\whyscore\

$zip = "dist\whyscore-$version-windows-amd64.zip"
# Python's own, since Compress-Archive keeps the hour of the build.
Run $python packaging\archive.py build\bundle\whyscore $zip
$hash = (Get-FileHash -Algorithm SHA256 $zip).Hash.ToLower()
Set-Content -Encoding ascii dist\SHA256SUMS "$hash  $(Split-Path -Leaf $zip)"
Get-Content dist\SHA256SUMS
