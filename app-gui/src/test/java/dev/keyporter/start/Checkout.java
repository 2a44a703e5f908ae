package dev.keyporter.start;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A checkout with the real scripts, a few sources, a Maven that only counts its calls and JDKs that
 * only say which one they are. The scripts look for a version no real JDK has, so that what is
 * installed on the machine plays no part.
 */
final class Checkout {
  /** Tests run in their module's folder. */
  private static final Path PROJECT = Path.of("..");

  final Path folder;
  private final Path parent;
  private final Path tools;

  Checkout(Path parent) throws IOException {
    this.parent = parent;
    folder = Files.createDirectories(parent.resolve("a check out"));
    tools = Files.createDirectories(parent.resolve("tools"));
    copyScript("keyporter", "");
    copyScript("packaging/jpackage/find-jdk.sh", "needed_jdk=25");
    copyScript("packaging/jpackage/build.sh", "");
    copyScript("packaging/jpackage/start-cache.sh", "");
    copyScript("packaging/jpackage/short-command.sh", "");
    copyScript("packaging/jpackage/limits.sh", "");
    write("packaging/jpackage/java.options", "");
    write("packaging/jpackage/serve.options", "");
    write("packaging/jpackage/command.options", "");
    write("packaging/jpackage/pom.xml", "<project/>");
    write("pom.xml", "<project/>");
    for (String module : List.of("shared-model", "db", "app-proxy", "app-gui")) {
      write(module + "/pom.xml", "<project/>");
      write(module + "/src/main/Source", "1");
    }
  }

  /** A Maven that runs the given lines before it leaves one jar. */
  void installMaven(String... lines) throws IOException {
    executable(
        tools.resolve("mvn"),
        """
        #!/bin/sh
        echo called >> maven-calls
        echo 'Maven speaks'
        %s
        mkdir -p packaging/jpackage/target/app
        echo jar > packaging/jpackage/target/app/keyporter.jar
        """
            .formatted(String.join("\n", lines)));
  }

  /** A JDK whose {@code java} prints its own name, its process id and its last argument. */
  Path installJdk(String name, String version) throws IOException {
    Path jdk = folder.resolveSibling(name);
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    executable(
        jdk.resolve("bin/java"),
        "#!/bin/sh\nfor last in \"$@\"; do :; done\necho \"" + name + " $$ $last\"\n");
    return jdk;
  }

  /**
   * A JDK whose {@code java} can be trained: it writes the start cache that it is asked for, unless
   * the checkout holds a file {@code no-cache}, and notes each training in the file {@code
   * trained}.
   */
  Path installTrainableJdk() throws IOException {
    Path jdk = installJdk("trainable", "9001");
    executable(
        jdk.resolve("bin/java"),
        """
        #!/bin/sh
        for word in "$@"; do
          case $word in
            -XX:AOTCacheOutput=*) cache=${word#*=} ;;
            -XX:AOTCache=*) echo "with ${word##*/}" ;;
            quickstart) echo trained >>'%1$s/trained'; exit ;;
          esac
        done
        data=$KEYPORTER_DATA_DIR
        [ -n "$data" ] || exit 0
        mkdir -p "$data/logs"
        echo 'Listening on http://127.0.0.1:1. The window was ready.' >"$data/logs/log.log"
        [ -n "$cache" ] || exec sleep 60
        [ ! -e '%1$s/no-cache' ] || exit 1
        case $* in
          *Rehearsal*) while read -r line; do n=$((n + 1)); echo "Rehearsed $n."; done ;;
        esac
        echo cache >"$cache"
        """
            .formatted(folder));
    return jdk;
  }

  /**
   * What the packages for Linux lay into {@code /usr}, with launchers that only say which one they
   * are.
   *
   * @return the command
   */
  Path installPackage(Path usr) throws IOException {
    for (String launcher : List.of("keyporter", "keyporter-command")) {
      Path file = usr.resolve("lib/keyporter/bin").resolve(launcher);
      Files.createDirectories(file.getParent());
      executable(file, "#!/bin/sh\necho \"" + launcher + " $*\"\n");
    }
    Path lib = Files.createDirectories(usr.resolve("lib/keyporter/lib"));
    for (String script : List.of("short-command.sh", "limits.sh")) {
      Files.copy(PROJECT.resolve("packaging/jpackage").resolve(script), lib.resolve(script));
    }
    Path command = Files.createDirectories(usr.resolve("bin")).resolve("keyporter");
    executable(command, Files.readString(PROJECT.resolve("packaging/jpackage/linux/keyporter")));
    return command;
  }

  /** A folder for the PATH with nothing in it but these. */
  Path onlyTheTools(String... names) throws IOException {
    Path bare = Files.createDirectories(parent.resolve("bare"));
    for (String name : names) {
      executable(
          bare.resolve(name),
          """
          #!/bin/sh
          [ -x /usr/bin/%1$s ] && exec /usr/bin/%1$s "$@"
          exec /bin/%1$s "$@"
          """
              .formatted(name));
    }
    return bare;
  }

  /** Starts a program with nothing in its environment but what is given and the usual tools. */
  Started start(Path program, Map<String, String> environment, String... arguments)
      throws IOException {
    var command = new ArrayList<String>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(parent.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools + ":/usr/bin:/bin");
    builder.environment().put("HOME", parent.toString());
    builder.environment().putAll(environment);
    return new Started(builder.start());
  }

  Started start(Path jdk, String... arguments) throws IOException {
    return start(folder.resolve("keyporter"), Map.of("JAVA_HOME", jdk.toString()), arguments);
  }

  int mavenCalls() throws IOException {
    Path calls = folder.resolve("maven-calls");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  Path write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  String path() {
    return tools + ":/usr/bin:/bin";
  }

  private void copyScript(String file, String versionLine) throws IOException {
    String script = Files.readString(PROJECT.resolve(file));
    Path copy =
        write(
            file, versionLine.isEmpty() ? script : script.replace(versionLine, "needed_jdk=9000"));
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A program that was started. */
  record Started(Process process) {
    String output() {
      return text(process.getInputStream());
    }

    String complaint() {
      return text(process.getErrorStream());
    }

    int status() throws InterruptedException {
      return process.waitFor();
    }

    private static String text(InputStream stream) {
      try (stream) {
        return new String(stream.readAllBytes(), UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
