package dev.keyporter.proxy.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A company's own certificate authority, and a server's certificate that it signed. */
final class TestCertificates {
  private static final String PASSWORD = "changeit";

  private final Path store;
  private final Path authority;
  private final SSLContext server;

  TestCertificates(Path directory, String serverName) throws Exception {
    this.store = directory.resolve("keys.p12");
    this.authority = directory.resolve("authority.pem");
    generate("authority", "-ext", "bc:c");
    generate("server", "-signer", "authority", "-ext", "san=dns:" + serverName);
    KeyStore keys = load();
    String pem =
        Base64.getMimeEncoder().encodeToString(keys.getCertificate("authority").getEncoded());
    Files.writeString(
        authority, "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
    keys.deleteEntry("authority");
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    this.server = SSLContext.getInstance("TLS");
    server.init(managers.getKeyManagers(), null, null);
  }

  /** The authority's certificate, in a file as SSL_CERT_FILE names it. */
  Path authority() {
    return authority;
  }

  /** For a server that shows the signed certificate. */
  SSLContext server() {
    return server;
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private void generate(String alias, String... more) throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command = new ArrayList<>(List.of(keytool, "-genkeypair", "-alias", alias));
    Collections.addAll(command, "-dname", "CN=" + alias, "-keyalg", "EC", "-validity", "2");
    Collections.addAll(command, "-keystore", store.toString(), "-storepass", PASSWORD);
    Collections.addAll(command, "-storetype", "PKCS12", "-J-XX:TieredStopAtLevel=1");
    Collections.addAll(command, more);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
  }
}
