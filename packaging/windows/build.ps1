# SPDX-License-Identifier: GPL-3.0-or-later
# Builds EvalTrack on Windows where Visual Studio 2022 and vcpkg are there already, as on the runners of GitHub; people who
# start from nothing use packaging\run.ps1. Written with care, not yet tried on a Windows machine.
#
#   packaging\windows\build.ps1 -Tests      the dev preset, with its tests
#   packaging\windows\build.ps1 -Package    the release preset, and an installer of it with all that it needs

[CmdletBinding()]
param(
    [switch]$Tests,
    [switch]$Package
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$root = (Resolve-Path (Join-Path $PSScriptRoot '..\..')).Path
$vcpkg = if ($env:VCPKG_INSTALLATION_ROOT) { $env:VCPKG_INSTALLATION_ROOT } else { 'C:\vcpkg' }
# As packed by EDB, which PostgreSQL's own pages lead to; the version is that of run.ps1.
$postgresVersion = '17.6-1'
$preset = if ($Tests) { 'dev' } else { 'release' }
$build = Join-Path $root "build\$preset"

function Invoke-Checked([string]$program, [string[]]$arguments) {
    & $program @arguments
    if ($LASTEXITCODE -ne 0) { throw "$program $($arguments -join ' ') ended with $LASTEXITCODE" }
}

Set-Location $root

# The compiler, into this shell.
$vswhere = Join-Path ${env:ProgramFiles(x86)} 'Microsoft Visual Studio\Installer\vswhere.exe'
$studio = & $vswhere -latest -products * -requires Microsoft.VisualStudio.Component.VC.Tools.x86.x64 -property installationPath
Import-Module (Join-Path $studio 'Common7\Tools\Microsoft.VisualStudio.DevShell.dll')
Enter-VsDevShell -VsInstallPath $studio -SkipAutomaticLocation -DevCmdArguments '-arch=x64 -host_arch=x64' | Out-Null

# The libraries. The runner's copy of vcpkg may be shallow and not have the commit that vcpkg.json names.
$cache = Join-Path $root 'build\binary-cache'
New-Item -ItemType Directory -Force $cache | Out-Null
$env:VCPKG_BINARY_SOURCES = "clear;files,$cache,readwrite"
$baseline = (Get-Content vcpkg.json -Raw | ConvertFrom-Json).'builtin-baseline'
Invoke-Checked 'git' @('-C', $vcpkg, 'fetch', '--quiet', '--depth=1', 'origin', $baseline)
$libraries = Join-Path $build 'vcpkg_installed'
$install = @('install', '--triplet=x64-windows', "--x-manifest-root=$root", "--x-install-root=$libraries")
if ($Tests) { $install += '--x-feature=tests' }
Invoke-Checked "$vcpkg\vcpkg.exe" ($install + '--x-no-default-features')
Invoke-Checked "$vcpkg\vcpkg.exe" $install

$configure = @('--preset', $preset, "-DCMAKE_TOOLCHAIN_FILE=$vcpkg\scripts\buildsystems\vcpkg.cmake",
    '-DVCPKG_TARGET_TRIPLET=x64-windows', "-DVCPKG_INSTALLED_DIR=$libraries", '-DVCPKG_MANIFEST_INSTALL=OFF')
if ($Package) {
    $deps = Join-Path $root 'build\deps'
    $postgres = Join-Path $deps 'pgsql'
    if (-not (Test-Path "$postgres\bin\initdb.exe")) {
        New-Item -ItemType Directory -Force $deps | Out-Null
        $archive = Join-Path $deps 'postgresql.zip'
        Invoke-WebRequest -UseBasicParsing -OutFile $archive `
            -Uri "https://get.enterprisedb.com/postgresql/postgresql-$postgresVersion-windows-x64-binaries.zip"
        Expand-Archive -Force -Path $archive -DestinationPath $deps
        Remove-Item $archive
    }
    $configure += @('-DEVALTRACK_BUNDLE=ON', "-DEVALTRACK_POSTGRESQL=$($postgres -replace '\\', '/')")
}
Invoke-Checked 'cmake' $configure
Invoke-Checked 'cmake' @('--build', '--preset', $preset)

if ($Package) {
    $env:PATH = "$libraries\x64-windows\bin;$env:PATH"
    Invoke-Checked 'cpack' @('--config', "$build\CPackConfig.cmake")
}
