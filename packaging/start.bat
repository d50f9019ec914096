@echo off
rem Starts @{program.name}. What it takes from the environment is in README.md, one directory up.
setlocal
rem A java.exe in the current directory is not what anybody means.
set "NoDefaultCurrentDirectoryInExePath=1"

if not defined JAVA_HOME goto from_path
if not exist "%JAVA_HOME%\bin\java.exe" goto bad_home
set "PATH=%JAVA_HOME%\bin;%PATH%"

:from_path
set "VERSION="
for /f "tokens=3" %%v in ('java -version 2^>^&1 ^| findstr /c:" version "') do set "VERSION=%%~v"
if not defined VERSION goto no_java
for /f "tokens=1,2 delims=.-+_" %%a in ("%VERSION%") do if "%%a"=="1" (set "FEATURE=%%b") else (set "FEATURE=%%a")
if %FEATURE% LSS 17 goto old_java

set "COLLECTOR=@{program.collector}"
rem A second garbage collector would be an error, so one that is asked for replaces ours.
echo "%JAVA_OPTS% %MICROPAY_OPTS%" | findstr /r /c:"-XX:+Use.*GC" >nul && set "COLLECTOR="
java %COLLECTOR% %JAVA_OPTS% %MICROPAY_OPTS% -jar "%~dp0..\lib\@{program.jar}.jar" %*
exit /b %ERRORLEVEL%

:bad_home
echo @{program.name}: JAVA_HOME is "%JAVA_HOME%", and there is no bin\java.exe in it. Point it to Java 17 or newer. 1>&2
exit /b 1

:no_java
echo @{program.name}: no java found. Install Java 17 or newer, or set JAVA_HOME to where it is. 1>&2
exit /b 1

:old_java
echo @{program.name}: this is Java %FEATURE%; Micropay needs 17 or newer. Set JAVA_HOME to Java 17 or newer. 1>&2
exit /b 1
