@echo off
rem Builds Keyporter where it is not built or its sources have changed, then runs it.
rem Needs a JDK 25 or newer somewhere usual and Maven; nothing has to be set.
setlocal DisableDelayedExpansion
set "KEYPORTER_CHECKOUT=%~dp0"
rem What is said to be typed next is what works here.
set "KEYPORTER_COMMAND=%~0"
set "KEYPORTER_JDK="
set "KEYPORTER_APPLICATION="
for /f "usebackq tokens=1,* delims==" %%a in (`powershell -NoLogo -NoProfile -NonInteractive -ExecutionPolicy Bypass -File "%~dp0packaging\jpackage\ready.ps1" ^<nul`) do (
  if "%%a"=="jdk" set "KEYPORTER_JDK=%%b"
  if "%%a"=="application" set "KEYPORTER_APPLICATION=%%b"
)
if not defined KEYPORTER_APPLICATION exit /b 1

rem What runs for long is worth compiling well; a short command is worth starting quickly.
set "KEYPORTER_PACE=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
if "%~1"=="" set KEYPORTER_PACE="@%KEYPORTER_CHECKOUT%packaging\jpackage\serve.options"
if "%~1"=="serve" set KEYPORTER_PACE="@%KEYPORTER_CHECKOUT%packaging\jpackage\serve.options"
"%KEYPORTER_JDK%\bin\java.exe" "@%KEYPORTER_CHECKOUT%packaging\jpackage\java.options" %KEYPORTER_PACE% -cp "%KEYPORTER_APPLICATION%\*" dev.keyporter.console.Launcher %*
exit /b %ERRORLEVEL%
