package dev.keyporter.db.secret;

import dev.keyporter.model.access.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts secrets before they go into the database, each bound to the id of its row: bytes moved
 * to another row do not decrypt. The master key is read when it is first needed.
 */
public final class KeyCipher {
  private final MasterKeySource source;
  private @Nullable MasterKey key;

  public KeyCipher(MasterKeySource source) {
    this.source = source;
  }

  /**
   * Encrypts.
   *
   * @param row the id of the row that will hold it
   * @throws UnsealException when there is no usable master key
   */
  public Sealed seal(byte[] plain, UUID row) {
    MasterKey current = newestKey();
    try {
      return new Sealed(current.encrypt(plain, bytes(row)), current.version());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not available.", e);
    }
  }

  /**
   * Decrypts.
   *
   * @throws UnsealException when the master key is lost, is another one, or the bytes were changed
   */
  public byte[] unseal(Sealed sealed, UUID row) {
    MasterKey current = keyWith(sealed.keyVersion());
    try {
      return current.decrypt(sealed.bytes(), bytes(row));
    } catch (GeneralSecurityException _) {
      throw new UnsealException(
          "The stored secrets were encrypted with another master key. Put that one back: as the"
              + " file master.key in the data directory, or in KEYPORTER_MASTER_KEY.");
    }
  }

  /** Whether {@link #unseal} would succeed. */
  public boolean canUnseal(Sealed sealed, UUID row) {
    try {
      unseal(sealed, row);
      return true;
    } catch (UnsealException _) {
      return false;
    }
  }

  /**
   * Adds a new key to the master key; it encrypts from now on. What older keys encrypted still
   * decrypts, until it has been encrypted anew and after.
   *
   * @throws UnsealException when the master key is not in a file of ours
   */
  public synchronized void addKey() {
    key = source.replace(MasterKey::withNewKey);
  }

  /** Takes over a master key in place of a lost one; without effect where there is one. */
  public void adopt(Secret masterKey) {
    source.adopt(masterKey);
  }

  /**
   * The master key, encrypted with a passphrase.
   *
   * @throws UnsealException when there is no usable master key
   */
  public byte[] lockedMasterKey(Passphrase passphrase) {
    return LockedMasterKey.lock(key(), passphrase);
  }

  private synchronized MasterKey key() {
    if (key == null) {
      key = source.load();
    }
    return key;
  }

  /** What another process exchanged, perhaps since it was stolen, must encrypt nothing more. */
  private synchronized MasterKey newestKey() {
    MasterKey current = source.load();
    key = current;
    return current;
  }

  /** Another process may have added a key since the master key was read. */
  private synchronized MasterKey keyWith(long version) {
    MasterKey current = key();
    if (!current.has(version)) {
      current = source.load();
      key = current;
    }
    return current;
  }

  private static byte[] bytes(UUID row) {
    return ByteBuffer.allocate(16)
        .putLong(row.getMostSignificantBits())
        .putLong(row.getLeastSignificantBits())
        .array();
  }
}
