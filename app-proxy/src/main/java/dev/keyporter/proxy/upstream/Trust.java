package dev.keyporter.proxy.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Which providers' certificates are believed: the system's, and those of one more file. */
final class Trust {
  private Trust() {}

  /**
   * @throws IllegalArgumentException when the file holds no certificates
   */
  static SSLContext context(@Nullable Path extraCertificates) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      if (extraCertificates == null) {
        context.init(null, null, null);
        return context;
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (TrustManager manager : trustManagers(null)) {
        if (manager instanceof X509TrustManager x509) {
          for (X509Certificate issuer : x509.getAcceptedIssuers()) {
            store.setCertificateEntry("system-" + count++, issuer);
          }
        }
      }
      for (Certificate certificate : read(extraCertificates)) {
        store.setCertificateEntry("extra-" + count++, certificate);
      }
      context.init(null, trustManagers(store), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("This Java cannot do TLS.", e);
    }
  }

  private static TrustManager[] trustManagers(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static Collection<? extends Certificate> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (!certificates.isEmpty()) {
        return certificates;
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("No certificates can be read from " + file + ".", e);
    }
    throw new IllegalArgumentException("There are no certificates in " + file + ".");
  }
}
