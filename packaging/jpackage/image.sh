# Sourced by package: the program with its runtime, start cache and icon, as a folder.
# shellcheck shell=bash

# What the class path's automatic modules use, and what the JDK finds only at run time: names, TLS's
# curves, texts of the languages the console speaks, and management. Not java.desktop (AWT and
# Swing), which JavaFX needs for printing and unusual kinds of pictures only; not jdk.charsets, those
# of mainframes.
runtime_modules=java.base,java.compiler,java.logging,java.management,java.naming
runtime_modules=$runtime_modules,java.scripting,java.security.jgss,java.sql,java.transaction.xa
runtime_modules=$runtime_modules,java.xml,jdk.localedata,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs
# For tools that read a JDK's classes or make archives of them, and for sorting quickly what is never
# sorted here: the JVM does without.
runtime_unread=/java.base/lib/jrt-fs.jar,/java.base/lib/classlist,glob:/java.base/lib/libsimdsort.*
runtime_languages=en,de
# What the JDK itself says in other languages; English is what is left.
runtime_untranslated='regex:/java[.].*_(cs|de|es|fr|it|ja|ko|pt|pt_BR|ca|sk|sv|tr|zh|zh_CN|zh_TW|zh_HK)[.](class|properties)'
# Of what reads XML neither stylesheets nor queries (XSLT, XPath) and what compiles them, of each
# package one class aside, since a module must have the packages that it names.
runtime_xml='regex:/java[.]xml/com/sun/org/apache/(bcel|xpath|xalan/internal/xsltc/compiler)(/.*)?/(?!('
runtime_xml=$runtime_xml'ExceptionConst[$]EXCS|Node|UnconditionalBranch|BCELComparator|Closure|NumberType|'
runtime_xml=$runtime_xml'ExpressionOwner|PathComponent|XPathDumper|FuncNumber|JAXPVariableStack|Comparator|'
runtime_xml=$runtime_xml'String|NodeTestFilter|XPATHErrorResources_en)[.]class)[^/]*'

system() {
  case $(uname -s) in
    Linux) printf 'linux\n' ;;
    Darwin) printf 'macos\n' ;;
    *) printf 'windows\n' ;;
  esac
}

# make_image FOLDER: leaves the program's path in $image. Needs $jdk, $application and $version.
make_image() {
  local folder=$1 icons=$1/icons name=keyporter icon=keyporter-512.png option
  case $system in
    linux) image=$folder/keyporter jars=$image/lib/app runtime=$image/lib/runtime ;;
    macos)
      name=Keyporter icon=keyporter.icns
      image=$folder/Keyporter.app jars=$image/Contents/app
      runtime=$image/Contents/runtime/Contents/Home
      ;;
    windows)
      name=Keyporter icon=keyporter.ico
      image=$folder/Keyporter jars=$image/app runtime=$image/runtime
      ;;
  esac
  mkdir -p "$icons"
  "$jdk/bin/java" -Djava.awt.headless=true "$checkout/build/DrawIcon.java" "$icons"
  "$jdk/bin/java" "$checkout/build/SlimJars.java" "$application" "$folder/jars"
  # shellcheck disable=SC2016 # the launcher knows it
  set -- --java-options '-XX:AOTCache=$APPDIR/keyporter.aot'
  while IFS= read -r option; do
    set -- "$@" --java-options "$option"
  done < <(runtime_options)
  if [ "$system" = windows ]; then
    # A program with a window has no standard output there; this one beside it has.
    printf '%s\n' 'win-console=true' >"$folder/command.properties"
  else
    printf 'java-options=%s\n' "$(command_options)" >"$folder/command.properties"
  fi
  set -- "$@" --add-launcher "keyporter-command=$folder/command.properties"
  "$jdk/bin/jpackage" \
    --type app-image \
    --name "$name" \
    --app-version "${version%%-*}" \
    --description "A desktop console and a local proxy for OpenAI's API" \
    --vendor Keyporter \
    --icon "$icons/$icon" \
    --input "$folder/jars" \
    --main-jar "app-gui-$version.jar" \
    --main-class dev.keyporter.console.Launcher \
    --add-modules "$runtime_modules" \
    --jlink-options "--strip-debug --no-header-files --no-man-pages --compress zip-9 --include-locales=$runtime_languages --exclude-files=$runtime_unread --exclude-resources=$runtime_untranslated,$runtime_xml" \
    --dest "$folder" \
    "$@" >&2
  rm -rf "$folder/jars" "$image/lib/keyporter-command.png"
  # What a debugger of the JVM itself would read.
  if [ "$system" = linux ] && type -P strip >/dev/null; then
    find "$image" -name '*.so' -exec strip --strip-unneeded {} +
  fi
  add_start_cache || say "There is no start cache: the program will start more slowly."
  # The launcher needs none of the JDK's programs.
  rm -rf "${runtime:?}/bin"/{java,javaw,jrunscript,jwebserver,keytool,jfr,rmiregistry,serialver}{,.exe}
  rmdir "$runtime/bin" 2>/dev/null || true
}

# A function whose body is a shell of its own, since it forgets what is set.
add_start_cache() (
  set --
  while IFS= read -r option; do
    set -- "$@" "$option"
  done < <(runtime_options)
  say "Making its start cache…"
  make_start_cache program "$runtime/bin/java" "$jars/keyporter.aot" \
    "$(launcher_class_path "$jars")" "$@"
)

# In one line.
command_options() {
  # shellcheck disable=SC2016 # the launcher knows it
  printf '%s' '-XX:AOTCache=$APPDIR/keyporter.aot'
  grep -hv -e '^#' -e '^$' "$here/java.options" "$here/command.options" | while IFS= read -r option; do
    printf ' %s' "$option"
  done
}

runtime_options() {
  grep -hv -e '^#' -e '^$' "$here/java.options" "$here/serve.options"
}

# The class path as the launcher will give it, in its order.
launcher_class_path() {
  local line all= separator=:
  [ "$system" = windows ] && separator=';'
  while IFS= read -r line; do
    case $line in
      app.classpath=*) all=$all$separator$1/${line##*[\\/]} ;;
    esac
  done < <(tr -d '\r' <"$1"/[Kk]eyporter.cfg)
  printf '%s\n' "${all#?}"
}

# make_installer TYPE FOLDER: for macOS and Windows; leaves its path in $made. Not tried yet.
make_installer() {
  set -- "$1" "$2" --type "$1" --app-image "$image" --dest "$2/installer" \
    --name Keyporter --app-version "${version%%-*}" --vendor Keyporter \
    --license-file "$checkout/LICENSE"
  if [ "$type" = msi ]; then
    set -- "$@" --win-per-user-install --win-menu --win-dir-chooser \
      --win-upgrade-uuid 6f9c3a52-3a5e-4c0b-9d0e-2b7c1f6a8e41
  fi
  local folder=$2
  shift 2
  "$jdk/bin/jpackage" "$@" >&2
  made=$(ls -d "$folder"/installer/*)
}
