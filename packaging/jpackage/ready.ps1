# For keyporter.cmd: finds a JDK, builds what is not built or has changed, and prints where both are.
# What find-jdk.sh and build.sh do elsewhere; everything said on the way goes to standard error.
$ErrorActionPreference = 'Stop'
$neededJdk = 25
$modules = 'shared-model', 'db', 'app-proxy', 'app-gui'
$checkout = (Resolve-Path (Join-Path $PSScriptRoot '..\..')).Path
$builds = Join-Path $PSScriptRoot 'target\builds'

function Say([string] $text) { [Console]::Error.WriteLine($text) }

function Fail([string] $text) { Say $text; exit 1 }

function Test-Jdk([string] $folder) {
  if (-not $folder) { return $false }
  $release = Join-Path $folder 'release'
  if (-not ((Test-Path $release) -and (Test-Path (Join-Path $folder 'bin\javac.exe')))) { return $false }
  foreach ($line in Get-Content $release) {
    if ($line -match '^JAVA_VERSION="?(\d+)') { return [int] $Matches[1] -ge $neededJdk }
  }
  return $false
}

function Find-Jdk {
  $candidates = @($env:JAVA_HOME)
  $java = Get-Command java.exe -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
  if ($java) { $candidates += Split-Path (Split-Path $java.Source) }
  $parents = 'Java', 'Eclipse Adoptium', 'Microsoft', 'Zulu', 'Amazon Corretto', 'BellSoft' |
    ForEach-Object { Join-Path $env:ProgramFiles $_ }
  $parents += Join-Path $env:USERPROFILE '.jdks'
  foreach ($parent in $parents) {
    if (Test-Path $parent) { $candidates += (Get-ChildItem $parent -Directory).FullName }
  }
  foreach ($candidate in $candidates) {
    if (Test-Jdk $candidate) { return $candidate }
  }
  Fail "Keyporter needs a JDK $neededJdk or newer and found none: install one, for instance Temurin $neededJdk, or set JAVA_HOME to it."
}

# By contents, not by time: a deleted file or one with an old date is a change like any other.
function Get-SourceDigest([string[]] $places) {
  $files = foreach ($place in $places) {
    Get-ChildItem (Join-Path $checkout $place) -Recurse -File | ForEach-Object { $_.FullName }
  }
  $sha = [Security.Cryptography.SHA256]::Create()
  $lines = foreach ($file in ($files | Sort-Object)) {
    $digest = [BitConverter]::ToString($sha.ComputeHash([IO.File]::ReadAllBytes($file)))
    $file.Substring($checkout.Length) + ' ' + $digest
  }
  $whole = [Text.Encoding]::UTF8.GetBytes($lines -join "`n")
  return [BitConverter]::ToString($sha.ComputeHash($whole)).Replace('-', '').Substring(0, 16)
}

function Get-ApplicationFolder {
  $places = @('pom.xml', 'packaging\jpackage\pom.xml')
  foreach ($module in $modules) { $places += "$module\pom.xml", "$module\src\main" }
  return Join-Path $builds (Get-SourceDigest $places)
}

# Maven goes by time and leaves behind what a deleted resource once became.
function Remove-ChangedClasses {
  foreach ($module in $modules) {
    $target = Join-Path $checkout "$module\target"
    $seen = Join-Path $target 'sources.digest'
    $digest = Get-SourceDigest @('pom.xml', "$module\pom.xml", "$module\src\main")
    if ((Test-Path $seen) -and (Get-Content $seen -Raw).Trim() -eq $digest) { continue }
    foreach ($old in 'classes', 'generated-sources', '*.jar') {
      Remove-Item (Join-Path $target $old) -Recurse -Force -ErrorAction SilentlyContinue
    }
    New-Item $target -ItemType Directory -Force | Out-Null
    Set-Content $seen $digest
  }
}

function Build([string] $application) {
  Say 'Building Keyporter (the first time takes about a minute)...'
  Remove-ChangedClasses
  $log = Join-Path $builds 'maven.log'
  $env:JAVA_HOME = $jdk
  $env:MAVEN_OPTS = "--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow $env:MAVEN_OPTS"
  $maven = 'mvn --quiet --batch-mode -Dstyle.color=never -Dmaven.test.skip=true -DskipFormat' +
    ' --projects packaging/jpackage --also-make package'
  Push-Location $checkout
  cmd /d /c "$maven > ""$log"" 2>&1"
  $status = $LASTEXITCODE
  Pop-Location
  if ($status -ne 0) {
    Get-Content $log | ForEach-Object { Say $_ }
    Fail 'Keyporter could not be built, see above.'
  }
  $made = "$application.$PID"
  New-Item $made -ItemType Directory -Force | Out-Null
  Copy-Item (Join-Path $PSScriptRoot 'target\app\*.jar') $made
  if ((Get-ApplicationFolder) -eq $application) { Rename-Item $made $application }
  else { Remove-Item $made -Recurse -Force } # Sources changed while Maven read them.
}

$jdk = Find-Jdk
$application = Get-ApplicationFolder
if (-not (Test-Path $application)) {
  if (-not (Get-Command mvn -ErrorAction SilentlyContinue)) {
    Fail "Keyporter is not built yet and Maven is missing: install Maven 3.8 or newer so that 'mvn' can be run."
  }
  New-Item $builds -ItemType Directory -Force | Out-Null
  # Open for one process at a time, and closed by the system when that process ends.
  $lock = $null
  while (-not $lock) {
    try { $lock = [IO.File]::Open((Join-Path $builds 'lock'), 'OpenOrCreate', 'ReadWrite', 'None') }
    catch [IO.IOException] { Start-Sleep -Milliseconds 200 }
  }
  $application = Get-ApplicationFolder
  while (-not (Test-Path $application)) {
    Build $application
    $application = Get-ApplicationFolder
  }
  $lock.Close()
}
"jdk=$jdk"
"application=$application"
