# SPDX-License-Identifier: GPL-3.0-or-later
# packaging/run.sh for Windows 10 and 11: from a fresh machine to EvalTrack on a demo company, in one command.
# Written with care, not yet tried on a Windows machine.
#
#   powershell -ExecutionPolicy Bypass -File packaging\run.ps1 [-Server] [-ResetDemo]
#
# Needs Visual Studio 2022 (Build Tools will do) with "Desktop development with C++", and Git. vcpkg builds Qt the first
# time: an hour or more, and 30 GB while it works. Later runs take seconds.

[CmdletBinding()]
param(
    [switch]$Server,    # run the server alone, on port 3000 or the one that PORT names
    [switch]$ResetDemo, # throw the demo company away and make a new one first
    [switch]$Help
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$root = Split-Path -Parent $PSScriptRoot
$build = Join-Path $root 'build\release'
$deps = Join-Path $root 'build\deps'
$stepNumber = 0
$stepName = 'start'
$advice = ''
$postgresVersion = '17.6-1'

function Step([string]$name, [string]$whenItFails = '') {
    $script:stepNumber++
    $script:stepName = $name
    $script:advice = $whenItFails
    Write-Host "[$($script:stepNumber)/6] $name"
}

function Fail([string]$what, [string]$todo) {
    Write-Host ''
    Write-Host "packaging\run.ps1: $what" -ForegroundColor Red
    if ($todo) { Write-Host $todo }
    exit 1
}

# Runs a program; a failure ends the script with the step's advice.
function Invoke-Checked([string]$program, [string[]]$arguments) {
    & $program @arguments
    if ($LASTEXITCODE -ne 0) { Fail "`"$stepName`" failed ($program, exit code $LASTEXITCODE)." $advice }
}

# CMake, Ninja and the compiler of Visual Studio, into this shell.
function Enter-Compiler {
    if (Get-Command cl.exe -ErrorAction SilentlyContinue) { return }
    $vswhere = Join-Path ${env:ProgramFiles(x86)} 'Microsoft Visual Studio\Installer\vswhere.exe'
    $studio = $null
    if (Test-Path $vswhere) {
        $studio = & $vswhere -latest -products * -requires Microsoft.VisualStudio.Component.VC.Tools.x86.x64 -property installationPath
    }
    if (-not $studio) {
        Fail 'The C++ compiler of Visual Studio 2022 is missing.' `
            'Run: winget install Microsoft.VisualStudio.2022.BuildTools --override "--wait --passive --add Microsoft.VisualStudio.Workload.VCTools --includeRecommended"'
    }
    Import-Module (Join-Path $studio 'Common7\Tools\Microsoft.VisualStudio.DevShell.dll')
    Enter-VsDevShell -VsInstallPath $studio -SkipAutomaticLocation -DevCmdArguments '-arch=x64 -host_arch=x64' | Out-Null
}

# vcpkg at the commit that vcpkg.json names, so that everybody builds with the same libraries.
function Install-Vcpkg {
    $folder = if ($env:VCPKG_ROOT) { $env:VCPKG_ROOT } else { Join-Path $deps 'vcpkg' }
    if (-not (Test-Path (Join-Path $folder 'vcpkg.exe'))) {
        if (-not (Get-Command git.exe -ErrorAction SilentlyContinue)) { Fail 'Git is missing.' 'Run: winget install Git.Git' }
        $baseline = (Get-Content (Join-Path $root 'vcpkg.json') -Raw | ConvertFrom-Json).'builtin-baseline'
        if (-not (Test-Path (Join-Path $folder '.git'))) {
            Invoke-Checked 'git' @('clone', '--quiet', 'https://github.com/microsoft/vcpkg', $folder)
        }
        Invoke-Checked 'git' @('-C', $folder, 'checkout', '--quiet', $baseline)
        Invoke-Checked (Join-Path $folder 'bootstrap-vcpkg.bat') @('-disableMetrics')
    }
    return $folder
}

# The server's binaries without an installation: EvalTrack starts a private cluster, no Windows service is made.
function Install-PostgreSql {
    $installed = Get-ChildItem "$env:ProgramFiles\PostgreSQL\*\bin\initdb.exe" -ErrorAction SilentlyContinue | Select-Object -Last 1
    if ($installed) { return $installed.DirectoryName }
    $folder = Join-Path $deps 'pgsql'
    if (-not (Test-Path (Join-Path $folder 'bin\initdb.exe'))) {
        $archive = Join-Path $deps 'postgresql.zip'
        Invoke-WebRequest -UseBasicParsing -OutFile $archive `
            -Uri "https://get.enterprisedb.com/postgresql/postgresql-$postgresVersion-windows-x64-binaries.zip"
        Expand-Archive -Force -Path $archive -DestinationPath $deps
        Remove-Item $archive
    }
    return Join-Path $folder 'bin'
}

if ($Help) {
    Write-Host 'Usage: powershell -ExecutionPolicy Bypass -File packaging\run.ps1 [-Server] [-ResetDemo]'
    exit 0
}

# One at a time: the file stays open, and locked, for as long as this process lives.
New-Item -ItemType Directory -Force -Path $deps | Out-Null
try {
    $lock = [System.IO.File]::Open((Join-Path $root 'build\.lock-windows'), 'OpenOrCreate', 'ReadWrite', 'None')
} catch {
    Fail 'Another run is building here.' 'Wait until it has ended.'
}

try {
    Step 'Compiler' 'Install Visual Studio 2022 with "Desktop development with C++".'
    Enter-Compiler

    Step 'Libraries (an hour or more the first time)' 'The log that vcpkg names above says why. It goes on where it stopped when run again.'
    $vcpkg = Install-Vcpkg
    $arguments = @('install', '--triplet=x64-windows', "--x-manifest-root=$root", "--x-install-root=$build\vcpkg_installed")
    if (-not (Test-Path "$build\vcpkg_installed\x64-windows\share\Qt6HttpServer")) {
        Invoke-Checked (Join-Path $vcpkg 'vcpkg.exe') ($arguments + '--x-no-default-features')
    }
    Invoke-Checked (Join-Path $vcpkg 'vcpkg.exe') $arguments

    Step 'PostgreSQL' 'Check the connection to get.enterprisedb.com, or install PostgreSQL 15 or newer yourself.'
    $env:PATH = "$(Install-PostgreSql);$env:PATH"

    Step 'Configuring' 'The lines above say what CMake missed.'
    Push-Location $root
    try {
        if (-not (Test-Path "$build\build.ninja")) {
            Invoke-Checked 'cmake' @('--preset', 'release', "-DCMAKE_TOOLCHAIN_FILE=$vcpkg\scripts\buildsystems\vcpkg.cmake",
                '-DVCPKG_TARGET_TRIPLET=x64-windows', "-DVCPKG_INSTALLED_DIR=$build\vcpkg_installed")
        }
        Step 'Building (minutes the first time)' "The compiler's message is above."
        Invoke-Checked 'cmake' @('--build', '--preset', 'release')
    } finally {
        Pop-Location
    }
} finally {
    $lock.Dispose()
}

$bin = Join-Path $build 'bin'
$libraries = Join-Path $build 'vcpkg_installed\x64-windows'
$env:PATH = "$libraries\bin;$env:PATH"
$env:QT_PLUGIN_PATH = "$libraries\Qt6\plugins"

if ($ResetDemo) {
    $stepName = 'Making the demo company anew'
    $advice = 'Close EvalTrack if it is open, and run again.'
    Invoke-Checked "$bin\evaltrack-server.exe" @('demo', '--people', '250', '--events', '24', '--seed', '1', '--reset')
}

if ($Server) {
    Step 'Starting the server'
    $port = if ($env:PORT) { $env:PORT } else { '3000' }
    & "$bin\evaltrack-server.exe" serve --demo --port $port
    exit $LASTEXITCODE
}
Step 'Opening EvalTrack'
Start-Process -FilePath "$bin\evaltrack.exe" -ArgumentList '--demo'
