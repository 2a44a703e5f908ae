import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.DebugElementsOption;
import java.lang.classfile.ClassFile.LineNumbersOption;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Copies the program's jars without what it never reads: {@code java build/SlimJars.java FROM TO}.
 * Leaves out what debuggers read of classes (of libraries line numbers, too), libraries for other
 * systems, and parts of libraries that the program does not use. Everything else stays as it is,
 * entries of folders and the times of files included.
 */
public final class SlimJars {
  /** How the names of the program's own jars begin. */
  private static final Pattern OWN = Pattern.compile("(shared-model|db|app-proxy|app-gui)-.*");

  private static final List<Pattern> UNREAD =
      List.of(
          Pattern.compile("META-INF/(maven|native-image)/.*|org/jooq/xsd/.+"),
          // Zstandard is decoded by its Java code, the other kinds not at all.
          Pattern.compile("aircompressor/.+/.+"),
          Pattern.compile("io/airlift/compress/v3/(bzip2|deflate|gzip|lz4|lzo|lzop|snappy)/.+"),
          // Of Tink's kinds of keys, only those that encrypt secrets are used.
          Pattern.compile(
              "com/google/crypto/tink/(signature|jwt|hybrid|streamingaead|keyderivation)/.+"),
          Pattern.compile(
              "com/google/crypto/tink/proto/(Jwt|RsaSsa|Ecdsa|Ed25519|MlDsa|SlhDsa|Hpke|Ecies).*"),
          // Nor does anything read keys in JSON, for which Tink has Gson.
          Pattern.compile("com/google/gson/.+"),
          // PostgreSQL's messages are not shown, in whatever language.
          Pattern.compile("org/postgresql/translation/messages_.+"),
          // Of H2's own texts only the English messages; its window and its manual are never
          // opened.
          Pattern.compile("org/h2/server/web/res/.+|org/h2/res/(?!_messages_en).+"),
          Pattern.compile("com/google/protobuf/compiler/.+|google/protobuf/.+\\.proto"),
          // Messages that come with Protobuf for anybody's use, and nobody's here.
          Pattern.compile(
              "com/google/protobuf/(Api|Method|Mixin|Type|Enum|EnumValue|Field|FieldMask|Option"
                  + "|SourceContext|Struct|Value|ListValue|NullValue|Duration|Timestamp|Empty"
                  + "|(Bool|Bytes|Double|Float|U?Int32|U?Int64|String)Value|Wrappers|Syntax)"
                  + "(Proto|OrBuilder)?(\\$.+)?\\.class"),
          // JavaFX's older look, and what it draws with AWT, which the runtime does not have.
          Pattern.compile("com/sun/javafx/scene/control/skin/caspian/.+"),
          Pattern.compile("com/sun/(prism/j2d|javafx/iio/java2d)/.+"),
          Pattern.compile(".*/inter/Inter-(Light|SemiBold|BoldItalic).*\\.otf"),
          Pattern.compile(".*/jetbrains_mono/JetBrainsMono-.*Italic\\.ttf"),
          Pattern.compile("atlantafx/base/theme/(nord|cupertino|dracula).*\\.(css|bss)"),
          Pattern.compile("javafx-swt\\.jar"));

  /** Where H2 has its texts. */
  private static final String OF_H2 = "org/h2/util/data.zip";

  private static final ClassFile OF_LIBRARIES =
      ClassFile.of(DebugElementsOption.DROP_DEBUG, LineNumbersOption.DROP_LINE_NUMBERS);
  private static final ClassFile OF_OUR_OWN = ClassFile.of(DebugElementsOption.DROP_DEBUG);

  private SlimJars() {}

  /** Copies the jars of the folder {@code arguments[0]} to {@code arguments[1]}. */
  public static void main(String[] arguments) throws IOException {
    Path to = Files.createDirectories(Path.of(arguments[1]));
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(arguments[0]), "*.jar")) {
      for (Path jar : jars) {
        String name = jar.getFileName().toString();
        Path copy = to.resolve(name);
        copy(jar, copy, OWN.matcher(name).matches() ? OF_OUR_OWN : OF_LIBRARIES);
        Files.setLastModifiedTime(copy, Files.getLastModifiedTime(jar));
      }
    }
  }

  private static void copy(Path jar, Path copy, ClassFile classes) throws IOException {
    try (var in = new ZipFile(jar.toFile());
        var out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(copy)))) {
      out.setLevel(Deflater.BEST_COMPRESSION);
      for (ZipEntry entry : Collections.list(in.entries())) {
        String name = entry.getName();
        if (!isRead(name)) {
          continue;
        }
        byte[] content = in.getInputStream(entry).readAllBytes();
        if (name.equals(OF_H2)) {
          content = slim(content);
        }
        var kept = new ZipEntry(name);
        kept.setTime(entry.getTime());
        out.putNextEntry(kept);
        out.write(isClass(name) ? withoutDebugging(classes, content) : content);
        out.closeEntry();
      }
    }
  }

  /** An archive within a jar, which the jar compresses. */
  private static byte[] slim(byte[] archive) throws IOException {
    var slim = new ByteArrayOutputStream();
    try (var in = new ZipInputStream(new ByteArrayInputStream(archive));
        var out = new ZipOutputStream(slim)) {
      out.setLevel(Deflater.NO_COMPRESSION);
      ZipEntry entry;
      while ((entry = in.getNextEntry()) != null) {
        if (isRead(entry.getName())) {
          var kept = new ZipEntry(entry.getName());
          kept.setTime(entry.getTime());
          out.putNextEntry(kept);
          in.transferTo(out);
        }
      }
    }
    return slim.toByteArray();
  }

  private static boolean isRead(String name) {
    return UNREAD.stream().noneMatch(unread -> unread.matcher(name).matches());
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class") && !name.endsWith("module-info.class");
  }

  /** The code itself is copied as it is: nothing but attributes beside it is left out. */
  private static byte[] withoutDebugging(ClassFile classes, byte[] content) {
    return classes.transformClass(
        classes.parse(content), ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL));
  }
}
